package io.leadfluss.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Happened;
import io.leadfluss.lead.LeadFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JourneyTest
class CoolingTests {

    private LeadFixture given;
    @Autowired
    private Cooling cooling;
    @Autowired
    private Scores scores;
    @Autowired
    private Facts facts;
    @Autowired
    private Clock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @Test
    void knowsBeforehandWhenALeadCools() {
        long lead = interestedSince(Duration.ofDays(1));

        Instant foretold = scores.total(lead).coolsAt();

        assertThat(scores.explain(lead, foretold.minusSeconds(60)).heat()).isEqualTo(3);
        assertThat(scores.explain(lead, foretold).heat()).isEqualTo(4);
        // Fifty points, of two half-lives, are 38 after three weeks.
        assertThat(foretold).isCloseTo(clock.instant().plus(Duration.ofDays(21)), within(4, ChronoUnit.DAYS));
        cooling.processDue();
        assertThat(cooled(lead)).isEmpty();
    }

    @Test
    void tellsOnceThatALeadHasCooled() {
        long lead = interestedSince(Duration.ofDays(1));
        makeItOlder(lead, Duration.ofDays(40));

        cooling.processDue();
        cooling.processDue();

        assertThat(cooled(lead)).singleElement().satisfies(fact -> {
            assertThat(fact.subject()).endsWith("4");
            assertThat(fact.occurredAt()).isBefore(clock.instant().minus(Duration.ofDays(10)));
        });
        assertThat(scores.total(lead).heat()).isEqualTo(4);
        assertThat(scores.total(lead).coolsAt()).isNull();
    }

    @Test
    void leavesAloneWhoIsCold() {
        long lead = given.confirmedLead();
        given.happens(lead, "MailOpened", "aida-desire");

        assertThat(scores.total(lead).coolsAt()).isNull();
    }

    @Test
    void tellsTooWhenSomethingBadHappens() {
        long lead = interestedSince(Duration.ofHours(1));

        given.happens(lead, "LeadUnsubscribed", "newsletter");

        assertThat(cooled(lead)).hasSize(1);
    }

    @Test
    void forgetsTheScoreOfALeadThatIsGone() {
        long lead = interestedSince(Duration.ofDays(1));
        makeItOlder(lead, Duration.ofDays(40));
        given.sql("DELETE FROM leads WHERE id = ?", lead);

        cooling.processDue();

        assertThat(jdbc.sql("SELECT COUNT(*) FROM lead_score WHERE lead_id = ?").param(lead).query(Long.class).single()).isZero();
    }

    private long interestedSince(Duration ago) {
        long lead = given.confirmedLead();
        transaction.executeWithoutResult(status -> {
            facts.record(new Happened(lead, "FormSubmitted", "callback"), clock.instant().minus(ago));
            facts.record(new Happened(lead, "ContentDownloaded", "guide.pdf"), clock.instant().minus(ago));
        });
        assertThat(scores.total(lead).heat()).isEqualTo(3);
        return lead;
    }

    /** As if the program had done nothing since. */
    private void makeItOlder(long lead, Duration by) {
        given.sql("UPDATE fact SET occurred_at = occurred_at - INTERVAL ? DAY WHERE lead_id = ?", by.toDays(), lead);
        given.sql("UPDATE lead_score SET cools_at = cools_at - INTERVAL ? DAY, scored_at = scored_at - INTERVAL ? DAY WHERE lead_id = ?", by.toDays(),
                by.toDays(), lead);
    }

    private List<Fact> cooled(long lead) {
        return facts.of(lead, 100).stream().filter(fact -> fact.kind().equals("LeadCooled")).toList();
    }
}
