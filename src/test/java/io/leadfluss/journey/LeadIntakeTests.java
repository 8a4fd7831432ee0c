package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class LeadIntakeTests {

    @Autowired
    private RuntimeService runtime;
    @Autowired
    private Walk walk;
    @Autowired
    private Leads leads;
    @Autowired
    private JdbcClient jdbc;

    @Test
    void takesALeadOverAndAsksForItsConsent() {
        String email = LeadFixture.address();
        ProcessInstance intake = start(Map.of("email", email, "firstName", "Max", "lastName", "Muster", "phone", "+49 30 1", "locale", "en",
                "source", "trade fair card", "purposes", "newsletter"));
        Lead lead = leads.findByEmailKey(email).orElseThrow();
        walk.run(intake);

        walk.that(intake).isEnded().hasPassed("RequestConsent", "ConsentRequested");
        assertThat(lead.language()).isEqualTo("en");
        assertThat(lead.isConfirmed()).isFalse();
        assertThat(walk.isIn("double-opt-in", lead.id())).isTrue();
    }

    @Test
    void keepsALeadWithoutConsentButWritesToNobody() {
        String email = LeadFixture.address();

        ProcessInstance intake = start(Map.of("email", email, "origin", "BOUGHT", "source", "list 2026"));

        walk.that(intake).isEnded().hasPassed("LeadRecorded");
        assertThat(walk.isIn("double-opt-in", leads.findByEmailKey(email).orElseThrow().id())).isFalse();
    }

    @Test
    void leavesNothingPersonalInTheEngine() {
        String email = LeadFixture.address();

        ProcessInstance intake = start(Map.of("email", email, "lastName", "Unverwechselbar", "source", "test", "purposes", "newsletter"));

        assertThat(runtime.getVariables(intake.getId())).containsOnlyKeys("consentDeclared");
        for (String table : new String[] {"ACT_RU_VARIABLE", "ACT_HI_VARINST", "ACT_HI_DETAIL"}) {
            assertThat(jdbc.sql("SELECT COUNT(*) FROM " + table + " WHERE TEXT_ IN (:email, 'Unverwechselbar')").param("email", email)
                    .query(Long.class).single()).as(table).isZero();
        }
    }

    @Test
    void refusesABadAddressAndStoresNothing() {
        long before = leads.count();

        assertThatThrownBy(() -> start(Map.of("email", "nobody"))).hasMessageContaining("email is not a valid address");

        assertThat(leads.count()).isEqualTo(before);
    }

    @Test
    void keepsOneLeadPerAddress() {
        String email = LeadFixture.address();
        start(Map.of("email", email));
        long before = leads.count();

        start(Map.of("email", email.toUpperCase()));

        assertThat(leads.count()).isEqualTo(before);
    }

    private ProcessInstance start(Map<String, Object> variables) {
        return runtime.startProcessInstanceByKey("lead-intake", variables);
    }
}
