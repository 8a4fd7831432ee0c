package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class DailyDigestTests {

    @Autowired
    private Walk walk;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private ManagementService management;

    @Test
    void looksEveryHourWhoseDayBegins() {
        ProcessInstance digest = runtime.createProcessInstanceByKey("daily-digest").startBeforeActivity("AnHourHasPassed").execute();
        walk.run(digest);

        walk.that(digest).hasPassed("SendDigests", "DigestsSent").isEnded();
        assertThat(management.createJobQuery().processDefinitionKey("daily-digest").timers().count()).isPositive();
    }
}
