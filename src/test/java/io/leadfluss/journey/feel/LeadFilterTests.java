package io.leadfluss.journey.feel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.journey.LeadFixture;
import io.leadfluss.lead.Happened;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A filter says the same of many leads at once, as for a segment, as of each alone, as for a trigger. */
@JourneyTest
class LeadFilterTests {

    @Autowired
    private LeadFixture fixture;
    @Autowired
    private LeadFilter filter;
    @Autowired
    private Leads leads;
    private List<Long> all;

    @BeforeEach
    void giveLeads() {
        all = List.of(fixture.confirmed("newsletter", "tracking"), fixture.confirmed("newsletter"), fixture.confirmed("phone"), fixture.unconfirmed("newsletter"));
        fixture.happens(new Happened(all.get(0), "LinkClicked", "aida-attention#guide"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"country = \"DE\"", "country = \"FR\"", "language = \"de\" and newsletter", "newsletter and not(tracking)", "phone or tracking",
            "confirmed", "not(confirmed)", "fit > 0", "fit >= 10 and engagement > 0", "engagement = 0", "campaign = null", "source in (\"test\", \"tracking\")",
            "stage = \"LEAD\" or stage = \"SUBSCRIBER\"", "source = \"say \\\"newsletter\\\"\"", "true"})
    void saysTheSameOfManyAsOfOne(String expression) {
        Set<Long> alone = all.stream().map(leads::get).filter(lead -> matches(expression, lead)).map(Lead::id).collect(Collectors.toSet());

        assertThat(filter.matching(expression, all)).isEqualTo(alone);
    }

    private boolean matches(String expression, Lead lead) {
        return filter.matches(expression, lead, new Happened(lead.id(), "Anything", ""));
    }
}
