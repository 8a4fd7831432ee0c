package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Stage;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class OrderIntakeTests {

    @Autowired
    private RuntimeService runtime;
    @Autowired
    private Walk walk;
    @Autowired
    private Leads leads;

    @Test
    void makesALeadACustomer() {
        String email = LeadFixture.address();

        ProcessInstance intake = runtime.startProcessInstanceByKey("order-intake",
                Map.of("email", email, "orderNumber", "O-" + email, "amount", "1999.90"));

        walk.that(intake).isEnded().hasPassed("OrderRecorded");
        assertThat(leads.findByEmailKey(email).orElseThrow().stage()).isEqualTo(Stage.CUSTOMER);
    }

    @Test
    void refusesAnOrderWithoutANumber() {
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("order-intake", Map.of("email", LeadFixture.address())))
                .hasMessageContaining("orderNumber");
    }
}
