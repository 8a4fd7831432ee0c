package io.leadfluss.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@JourneyTest
class SilenceTests {

    private LeadFixture given;
    @Autowired
    private Silence silence;
    @Autowired
    private Facts facts;
    @Autowired
    private Clock clock;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @Test
    void noticesEachSilenceOnce() {
        long lead = subscriberActive(91);

        silence.findSilentLeads(90);
        silence.findSilentLeads(90);

        assertThat(silences(lead)).isEqualTo(1);
    }

    @Test
    void noticesTheNextSilenceToo() {
        long lead = subscriberActive(200);
        silence.findSilentLeads(90);
        activeAgo(lead, 95);

        silence.findSilentLeads(90);

        assertThat(silences(lead)).isEqualTo(2);
    }

    @Test
    void leavesAloneWhoWasActiveLately() {
        long lead = subscriberActive(89);

        silence.findSilentLeads(90);

        assertThat(silences(lead)).isZero();
    }

    @Test
    void leavesAloneWhomWeMayNotWriteTo() {
        long withoutConsent = given.confirmedLead();
        activeAgo(withoutConsent, 91);
        long withdrawn = subscriberActive(91);
        given.sql("UPDATE consent SET state = 'WITHDRAWN' WHERE lead_id = ?", withdrawn);
        long setAside = subscriberActive(91);
        given.change(setAside, lead -> lead.disqualify(clock.instant()));
        long customer = subscriberActive(91);
        given.sql("UPDATE leads SET stage = 'CUSTOMER' WHERE id = ?", customer);

        silence.findSilentLeads(90);

        assertThat(List.of(withoutConsent, withdrawn, setAside, customer)).allSatisfy(lead -> assertThat(silences(lead)).isZero());
    }

    @Test
    void goesOnUntilAllAreFound() {
        List<Long> many = IntStream.range(0, 205).mapToObj(n -> subscriberActive(91)).toList();

        int found = silence.findSilentLeads(90);

        assertThat(found).isGreaterThanOrEqualTo(205);
        assertThat(many).allSatisfy(lead -> assertThat(silences(lead)).isEqualTo(1));
    }

    private long subscriberActive(int daysAgo) {
        long lead = given.confirmedLead();
        given.sql("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, 'NEWSLETTER', 'GRANTED', 'CONSENT', ?)", lead, clock.instant());
        activeAgo(lead, daysAgo);
        return lead;
    }

    private void activeAgo(long lead, int days) {
        given.sql("UPDATE leads SET last_active_at = ? WHERE id = ?", clock.instant().minus(Duration.ofDays(days)), lead);
    }

    private long silences(long lead) {
        return facts.of(lead, 100).stream().map(Fact::kind).filter("LeadSilent"::equals).count();
    }
}
