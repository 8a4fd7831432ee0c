package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.scoring.LeadSilent;
import io.leadfluss.tracking.LinkClicked;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class WinBackTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Consents consents;

    @Test
    void bringsALeadBackWhoClicksTheFirstMail() {
        long lead = leads.confirmed("newsletter", "tracking");
        ProcessInstance journey = silent(lead);

        clicks(lead, "win-back#back");

        walk.that(journey).isEnded().hasPassed("LeadBack");
        assertThat(mails.to(lead)).contains("win-back").doesNotContain("win-back-last");
    }

    @Test
    void bringsALeadBackByTheLastChance() {
        long lead = leads.confirmed("newsletter", "tracking");
        ProcessInstance journey = silent(lead);
        walk.fire(journey, "TwoWeeksPassed");

        clicks(lead, "win-back-last#stay");

        walk.that(journey).isEnded().hasPassed("LinkClickedAfterAll", "LeadBack");
    }

    @Test
    void letsALeadGoWhoStaysSilent() {
        long lead = leads.confirmed("newsletter", "tracking");
        ProcessInstance journey = silent(lead);

        walk.fire(journey, "TwoWeeksPassed");
        walk.fire(journey, "TwoMoreWeeksPassed");

        walk.that(journey).isEnded().hasPassed("LeadStaysSilent");
        assertThat(mails.to(lead)).contains("win-back", "win-back-last");
    }

    @Test
    void startsForNobodyWhoUnsubscribed() {
        long lead = leads.confirmed("newsletter");
        consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", LeadFixture.FROM_A_TEST);

        leads.happens(new LeadSilent(lead, "silent:" + lead, "2026-01-01"));

        assertThat(walk.isIn("win-back", lead)).isFalse();
    }

    private ProcessInstance silent(long lead) {
        leads.happens(new LeadSilent(lead, "silent:" + lead, "2026-01-01"));
        return walk.enter("win-back", lead);
    }

    private void clicks(long lead, String link) {
        leads.happens(new LinkClicked(lead, "click:" + lead + link, link));
    }
}
