package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Facts;
import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class SilenceWatchTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Facts facts;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private Clock clock;

    @Test
    void findsLeadsThatAreSilentForNinetyDaysOnce() {
        long silent = leads.confirmed("newsletter");
        long active = leads.confirmed("newsletter");
        lastActive(silent, 91);
        lastActive(active, 89);

        aDayPasses();
        aDayPasses();

        assertThat(facts.of(silent, 50)).filteredOn(fact -> "LeadSilent".equals(fact.kind())).hasSize(1);
        assertThat(facts.of(active, 50)).noneMatch(fact -> "LeadSilent".equals(fact.kind()));
        assertThat(walk.isIn("win-back", silent)).isTrue();
    }

    private void aDayPasses() {
        ProcessInstance watch = runtime.createProcessInstanceByKey("silence-watch").startBeforeActivity("ADayHasPassed").execute();
        walk.run(watch);
        walk.that(watch).isEnded();
    }

    private void lastActive(long lead, int days) {
        transaction.executeWithoutResult(status -> jdbc.sql("UPDATE leads SET last_active_at = :at WHERE id = :lead")
                .param("at", clock.instant().minus(Duration.ofDays(days))).param("lead", lead).update());
    }
}
