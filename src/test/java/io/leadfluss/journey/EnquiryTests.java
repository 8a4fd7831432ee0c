package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.FormSubmitted;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class EnquiryTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;

    @Test
    void bringsTheQuestionToARepWhoAnswers() {
        long lead = leads.unconfirmed();
        ProcessInstance enquiry = asked(lead);
        walk.fire(enquiry, "AnswerOverdue");

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

    private ProcessInstance asked(long lead) {
        leads.happens(new FormSubmitted(lead, "contact", lead));
        return walk.enter("enquiry", lead);
    }
}
