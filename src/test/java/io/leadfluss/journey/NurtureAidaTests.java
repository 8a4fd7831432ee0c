package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.OrderPlaced;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.handover.LeadRested;
import io.leadfluss.scoring.LeadQualified;
import io.leadfluss.tracking.LinkClicked;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class NurtureAidaTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Consents consents;

    @Test
    void leadsFromAttentionToActionWhenNobodyClicks() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance journey = walk.enter("nurture-aida", lead);

        walk.fire(journey, "ThreeDaysPassed");
        walk.fire(journey, "OneWeekPassed");
        walk.fire(journey, "FourDaysPassed");

        walk.that(journey).isEnded().hasPassed("NurtureCompleted").hasNotPassed("LinkClicked");
        assertThat(mails.to(lead)).containsExactly("aida-attention", "aida-interest", "aida-desire", "aida-action");
    }

    @Test
    void hurriesForALeadWhoClicks() {
        long lead = leads.confirmed("newsletter", "tracking");
        ProcessInstance journey = walk.enter("nurture-aida", lead);
        walk.fire(journey, "ThreeDaysPassed");

        leads.happens(new LinkClicked(lead, "click:" + lead, "aida-interest#guide"));
        walk.that(journey).isWaitingAt("OneDayPassed").hasNotPassed("OneWeekPassed");
        walk.fire(journey, "OneDayPassed");

        assertThat(mails.to(lead)).endsWith("aida-desire");
    }

    @Test
    void hearsNoClickOfAnotherLead() {
        long lead = leads.confirmed("newsletter", "tracking");
        ProcessInstance journey = walk.enter("nurture-aida", lead);
        walk.fire(journey, "ThreeDaysPassed");
        long other = leads.confirmed("newsletter", "tracking");

        leads.happens(new LinkClicked(other, "click:" + other, "aida-interest#guide"));

        walk.that(journey).isWaitingAt("AwaitInterest");
    }

    @Test
    void startsForNobodyWithoutConsent() {
        assertThat(walk.isIn("nurture-aida", leads.unconfirmed("newsletter"))).as("unconfirmed").isFalse();
        assertThat(walk.isIn("nurture-aida", leads.confirmed("phone"))).as("only the phone allowed").isFalse();
    }

    @Test
    void takesARecycledLeadInAgain() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance first = walk.enter("nurture-aida", lead);
        leads.happens(new LeadQualified(lead, "qualified:" + lead));
        walk.that(first).isEnded();

        leads.happens(new LeadRested(lead, "rested:" + lead, "nurture-aida"));

        walk.that(walk.enter("nurture-aida", lead)).hasPassed("LeadRested", "SendAttentionMail").isWaitingAt("ThreeDaysPassed");
    }

    @Test
    void endsAtOnceWhenTheLeadUnsubscribes() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance journey = walk.enter("nurture-aida", lead);

        consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", LeadFixture.FROM_A_TEST);

        walk.that(journey).isEnded().hasNotPassed("NurtureCompleted");
    }

    @Test
    void endsAtOnceWhenTheLeadBuys() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance journey = walk.enter("nurture-aida", lead);

        leads.happens(new OrderPlaced(lead, "A-" + lead));

        walk.that(journey).isEnded();
    }
}
