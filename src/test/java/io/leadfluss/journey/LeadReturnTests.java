package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Stage;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class LeadReturnTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Leads register;

    @Test
    void sendsTheLeadBackWithAHigherBar() {
        long lead = rejected("no-budget");

        assertThat(register.get(lead).stage()).isEqualTo(Stage.LEAD);
        assertThat(register.get(lead).bar()).isEqualTo(15);
    }

    @Test
    void setsTheLeadAsideForGood() {
        long lead = rejected("competitor");

        assertThat(register.get(lead).stage()).isEqualTo(Stage.DISQUALIFIED);
        assertThat(walk.isIn("quiet-time", lead)).isFalse();
    }

    @Test
    void setsALeadAsideThatHasComeBackOftenEnough() {
        long lead = rejected("not-now");
        for (int i = 0; i < 2; i++) {
            reject(lead, "not-now");
        }
        assertThat(register.get(lead).stage()).isEqualTo(Stage.LEAD);

        reject(lead, "not-now");

        assertThat(register.get(lead).stage()).isEqualTo(Stage.DISQUALIFIED);
    }

    private long rejected(String reason) {
        long lead = leads.confirmed("newsletter");
        reject(lead, reason);
        return lead;
    }

    private void reject(long lead, String reason) {
        leads.qualifyAgain(lead);
        ProcessInstance handover = walk.enter("lead-handover", lead);
        walk.complete(handover, "sales1", Map.of("decision", "reject", "reason", reason));
        walk.that(handover).isEnded();
    }
}
