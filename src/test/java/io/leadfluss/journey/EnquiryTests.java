package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.FormSubmitted;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith({ModelCoverage.class, RoomInSales.class})
class EnquiryTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private RuntimeService runtime;

    @Test
    void bringsTheQuestionToARepWhoAnswers() {
        long lead = leads.unconfirmed();
        ProcessInstance enquiry = asked(lead);
        walk.fire(enquiry, "ReminderDue");

        walk.complete(enquiry, "sales1", Map.of("outcome", "answered"));

        walk.that(enquiry).isEnded().hasPassed("RepReminded", "EnquiryAnswered");
        assertThat(mails.about(lead)).anyMatch(mail -> mail.startsWith("enquiry-new to "));
    }

    @Test
    void leadsToAMeeting() {
        long lead = leads.unconfirmed();
        ProcessInstance enquiry = asked(lead);

        walk.complete(enquiry, "sales1", CallbackRequestTests.meetingIn(52));

        walk.that(enquiry).isEnded().hasPassed("RecordAnswer", "ArrangeMeeting", "MeetingAgreed");
        assertThat(mails.to(lead)).contains("meeting-invitation");
    }

    @Test
    void isAnsweredOnThePhone() {
        long lead = leads.unconfirmed();
        ProcessInstance enquiry = asked(lead);

        walk.complete(enquiry, "sales1", Map.of("outcome", "called"));

        walk.that(enquiry).isEnded().hasPassed("EnquiryAnswered");
    }

    @Test
    void endsWithoutAnswerWhenItIsNotRelevant() {
        long lead = leads.unconfirmed();
        ProcessInstance enquiry = asked(lead);

        walk.complete(enquiry, "sales1", Map.of("outcome", "not-relevant"));

        walk.that(enquiry).isEnded().hasPassed("EnquiryNotRelevant");
    }

    @Test
    void remindsTheRepThenTellsTheManagerThenGoesToTheNext() {
        long lead = leads.unconfirmed();
        ProcessInstance enquiry = asked(lead);
        String rep = walk.task(enquiry).getAssignee();

        walk.fire(enquiry, "ReminderDue");
        walk.fire(enquiry, "AnswerOverdue");
        assertThat(mails.about(lead)).contains("handover-reminder to " + rep, "handover-escalation to manager");
        walk.fire(enquiry, "StillNoAnswer");

        walk.that(enquiry).isWaitingAt("AnswerEnquiry").hasPassed("ManagerInformed", "PassOnToNextRep");
        assertThat(walk.task(enquiry).getAssignee()).as("who let it pass").isNotEqualTo(rep);
        runtime.deleteProcessInstance(enquiry.getId(), "test is over");
    }

    private ProcessInstance asked(long lead) {
        leads.happens(new FormSubmitted(lead, "contact", lead));
        return walk.enter("enquiry", lead);
    }
}
