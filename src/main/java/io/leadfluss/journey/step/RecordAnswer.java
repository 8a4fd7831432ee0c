package io.leadfluss.journey.step;

import io.leadfluss.handover.Assignments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps what marketing answered, and gives the rep the time anew. */
@Component("recordAnswer")
class RecordAnswer implements JavaDelegate {

    private final Assignments assignments;

    RecordAnswer(Assignments assignments) {
        this.assignments = assignments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String answer = Steps.take(execution, "answer");
        String marketer = answer == null ? null : Steps.actor(execution);
        Steps.follow(execution, assignments.answer(Steps.handover(execution).getId(), marketer, answer));
    }
}
