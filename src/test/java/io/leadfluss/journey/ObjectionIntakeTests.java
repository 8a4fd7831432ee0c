package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Leads;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class ObjectionIntakeTests {

    @Autowired
    private RuntimeService runtime;
    @Autowired
    private HistoryService history;
    @Autowired
    private Walk walk;
    @Autowired
    private LeadFixture leads;
    @Autowired
    private Leads known;
    @Autowired
    private Consents consents;
    @Autowired
    private Suppressions suppressions;

    @Test
    void endsTheAdvertisingToALead() {
        long lead = leads.confirmed("newsletter", "phone");

        ProcessInstance intake = runtime.startProcessInstanceByKey("objection-intake",
                Map.of("email", known.get(lead).email(), "way", "letter", "reference", "L-17"));

        walk.that(intake).isEnded().hasPassed("ObjectionRecorded");
        assertThat(consents.allowed(lead)).isEmpty();
        assertThat(history.createHistoricProcessInstanceQuery().processInstanceId(intake.getId()).singleResult().getBusinessKey())
                .isEqualTo(Long.toString(lead));
    }

    @Test
    void blocksAnAddressThatIsNoLeads() {
        String email = LeadFixture.address();

        walk.that(runtime.startProcessInstanceByKey("objection-intake", Map.of("email", email))).isEnded();

        assertThat(suppressions.suppressed(EmailAddress.parse(email), Purpose.NEWSLETTER)).isTrue();
    }

    @Test
    void refusesWhatIsNoWay() {
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("objection-intake", Map.of("email", LeadFixture.address(), "way", "By Letter!")))
                .hasMessageContaining("way is not valid");
    }
}
