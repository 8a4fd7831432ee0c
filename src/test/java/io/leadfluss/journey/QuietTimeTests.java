package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.OrderPlaced;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class QuietTimeTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private ManagementService management;
    @Autowired
    private Clock clock;

    @Test
    void leavesTheLeadInPeaceAndThenLetsTheJourneyTakeItUp() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance rest = givenBack(lead);
        assertThat(walk.isIn("nurture-aida", lead)).as("nurtured at once").isFalse();
        assertThat(management.createJobQuery().processInstanceId(rest.getId()).singleResult().getDuedate().toInstant())
                .isBetween(clock.instant().plus(Duration.ofDays(89)), clock.instant().plus(Duration.ofDays(91)));

        walk.fire(rest, "QuietTimeOver");

        walk.that(rest).isEnded().hasPassed("LeadRested");
        assertThat(walk.isIn("nurture-aida", lead)).as("nurtured again").isTrue();
    }

    @Test
    void nurturesNobodyWhoAllowsNoMore() {
        long lead = leads.confirmed("phone");
        ProcessInstance rest = givenBack(lead);

        walk.fire(rest, "QuietTimeOver");

        assertThat(walk.isIn("nurture-aida", lead)).isFalse();
    }

    @Test
    void endsWhenTheLeadIsReadyAgainByItself() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance rest = givenBack(lead);

        leads.qualifyAgain(lead);

        walk.that(rest).isEnded().hasNotPassed("LeadRested");
        assertThat(walk.isIn("lead-handover", lead)).isTrue();
    }

    @Test
    void endsWhenTheLeadBuys() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance rest = givenBack(lead);

        leads.happens(new OrderPlaced(lead, "rested-" + lead));

        walk.that(rest).isEnded().hasNotPassed("LeadRested");
    }

    private ProcessInstance givenBack(long lead) {
        leads.qualifyAgain(lead);
        walk.complete(walk.enter("lead-handover", lead), "sales1", Map.of("decision", "reject", "reason", "no-budget"));
        return walk.enter("quiet-time", lead);
    }
}
