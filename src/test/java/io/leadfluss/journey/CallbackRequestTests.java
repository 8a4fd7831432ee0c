package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.FormSubmitted;
import io.leadfluss.consent.Consents;
import io.leadfluss.lead.Facts;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class CallbackRequestTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Consents consents;
    @Autowired
    private Facts facts;

    @Test
    void putsACallInFrontOfARepEvenBeforeTheAddressIsConfirmed() {
        long lead = leads.unconfirmed("phone");
        ProcessInstance request = requested(lead);
        walk.that(request).isWaitingAt("CallLeadBack");
        assertThat(mails.about(lead)).anyMatch(mail -> mail.startsWith("callback-new to "));

        walk.complete(request, "sales1", Map.of("outcome", "reached", "note", "Wants an offer"));

        walk.that(request).isEnded().hasPassed("LeadCalledBack");
        assertThat(outcomes(lead)).containsExactly("reached");
    }

    @Test
    void takesAnObjectionThatWasSaidOnThePhone() {
        long lead = leads.confirmed("newsletter", "phone");
        ProcessInstance request = requested(lead);

        walk.complete(request, "sales1", Map.of("outcome", "reached", "objection", true));

        walk.that(request).isEnded();
        assertThat(consents.allowed(lead)).isEmpty();
    }

    @Test
    void triesAgainUntilTheRepGivesUp() {
        long lead = leads.unconfirmed("phone");
        ProcessInstance request = requested(lead);
        walk.fire(request, "CallOverdue");
        assertThat(mails.about(lead)).anyMatch(mail -> mail.startsWith("handover-reminder to "));

        walk.complete(request, "sales1", Map.of("outcome", "retry"));
        walk.fire(request, "NextAttemptDue");
        walk.complete(request, "sales1", Map.of("outcome", "gave-up"));

        walk.that(request).isEnded().hasPassed("LeadNotReached");
        assertThat(outcomes(lead)).containsExactly("gave-up", "retry");
    }

    private ProcessInstance requested(long lead) {
        leads.happens(new FormSubmitted(lead, "callback", lead));
        return walk.enter("callback-request", lead);
    }

    private List<String> outcomes(long lead) {
        return facts.of(lead, 50).stream().filter(fact -> "CallRecorded".equals(fact.kind())).map(fact -> fact.subject()).toList();
    }
}
