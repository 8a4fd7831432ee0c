package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps what marketing answered, and gives the rep the time anew. */
@Component("recordAnswer")
class RecordAnswer implements JavaDelegate {

    private final Handovers handovers;

    RecordAnswer(Handovers handovers) {
        this.handovers = handovers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String answer = Steps.take(execution, "answer");
        String marketer = answer == null ? null : Steps.actor(execution);
        Steps.follow(execution, handovers.answer(Steps.handover(execution).getId(), marketer, answer));
    }
}
