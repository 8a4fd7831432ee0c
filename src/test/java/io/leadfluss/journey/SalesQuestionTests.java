package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.handover.Handovers;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

@JourneyTest
@ExtendWith({ModelCoverage.class, RoomInSales.class})
class SalesQuestionTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Handovers handovers;

    @Test
    void bringsTheAnswerToTheRep() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = asked(lead);
        ProcessInstance question = walk.enter("sales-question", lead);

        walk.complete(question, "marketing2", Map.of("answer", "At the fair"));

        walk.that(question).isEnded().hasPassed("QuestionSettled");
        walk.that(handover).isWaitingAt("AcceptLead");
        assertThat(handovers.history(handover.getId())).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.ANSWERED);
            assertThat(event.actor()).isEqualTo("marketing2");
            assertThat(event.text()).isEqualTo("At the fair");
        });
    }

    @Test
    void letsTheRepGoOnWithoutAnAnswerInTime() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = asked(lead);

        walk.fire(walk.enter("sales-question", lead), "AnswerOverdue");

        walk.that(handover).isWaitingAt("AcceptLead");
        assertThat(handovers.history(handover.getId())).last().satisfies(event -> assertThat(event.kind()).isEqualTo(Kind.UNANSWERED));
    }

    private ProcessInstance asked(long lead) {
        leads.qualify(lead);
        ProcessInstance handover = walk.enter("lead-handover", lead);
        walk.complete(handover, "sales1", Map.of("decision", "ask", "question", "Where did we meet?"));
        return handover;
    }
}
