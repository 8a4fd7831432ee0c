package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.OrderPlaced;
import io.leadfluss.capture.Orders;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class CustomerCareTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Consents consents;
    @Autowired
    private Orders orders;

    @Test
    void alsoThanksACustomerWhoOnlyBought() {
        long lead = orders.place(LeadFixture.address(), "care-" + LeadFixture.address(), null, "software", "checkout-3");
        ProcessInstance journey = walk.enter("customer-care", lead);

        walk.fire(journey, "TwoDaysPassed");

        assertThat(mails.to(lead)).contains("customer-thanks");
    }

    @Test
    void thanksAndHelps() {
        long lead = leads.confirmed("newsletter");
        leads.happens(new OrderPlaced(lead, "care-" + lead));
        ProcessInstance journey = walk.enter("customer-care", lead);

        walk.fire(journey, "TwoDaysPassed");
        walk.fire(journey, "TwoWeeksPassed");

        walk.that(journey).isEnded().hasPassed("CustomerCaredFor");
        assertThat(mails.to(lead)).contains("customer-thanks", "customer-tips");
    }

    @Test
    void startsOncePerOrder() {
        long lead = leads.confirmed("newsletter");
        leads.happens(new OrderPlaced(lead, "first-" + lead));
        leads.happens(new OrderPlaced(lead, "first-" + lead));
        assertThat(walk.count("customer-care", lead)).isEqualTo(1);

        leads.happens(new OrderPlaced(lead, "second-" + lead));
        assertThat(walk.count("customer-care", lead)).isEqualTo(2);
    }

    @Test
    void endsAtOnceWhenTheCustomerUnsubscribes() {
        long lead = leads.confirmed("newsletter");
        leads.happens(new OrderPlaced(lead, "care-" + lead));
        ProcessInstance journey = walk.enter("customer-care", lead);

        consents.withdraw(lead, Purpose.NEWSLETTER, "preferences", LeadFixture.FROM_A_TEST);

        walk.that(journey).isEnded();
    }
}
