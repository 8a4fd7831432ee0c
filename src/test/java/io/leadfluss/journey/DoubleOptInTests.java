package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.UnknownLead;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class DoubleOptInTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Consents consents;
    @Autowired
    private Leads register;

    @Test
    void asksOnceAndEndsWithTheConfirmation() {
        long lead = leads.unconfirmed("newsletter");
        ProcessInstance optIn = walk.enter("double-opt-in", lead);
        walk.that(optIn).isWaitingAt("AwaitConfirmation");
        assertThat(mails.to(lead)).containsExactly("confirmation");

        consents.confirm(consents.token(consents.openRequest(lead).orElseThrow().id()), LeadFixture.FROM_A_TEST);

        walk.that(optIn).isEnded().hasPassed("ConsentConfirmed");
        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isTrue();
        assertThat(register.get(lead).isConfirmed()).isTrue();
    }

    @Test
    void forgetsALeadThatNeverConfirms() {
        long lead = leads.unconfirmed("newsletter");
        ProcessInstance optIn = walk.enter("double-opt-in", lead);

        walk.fire(optIn, "TwoWeeksPassed");

        walk.that(optIn).isEnded().hasPassed("RequestForgotten");
        assertThatThrownBy(() -> register.get(lead)).isInstanceOf(UnknownLead.class);
    }

    @Test
    void forgetsOnlyTheRequestOfALeadThatConfirmedEarlier() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance optIn = walk.enter("double-opt-in", lead);

        walk.fire(optIn, "TwoWeeksPassed");

        assertThat(register.get(lead).isConfirmed()).isTrue();
        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isTrue();
    }
}
