package io.leadfluss.journey.step;

import io.leadfluss.handover.Assignments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives the lead to the colleague whom the rep chose. */
@Component("handOn")
class HandOn implements JavaDelegate {

    private final Assignments assignments;

    HandOn(Assignments assignments) {
        this.assignments = assignments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String colleague = Steps.take(execution, "colleague");
        String handover = Steps.handover(execution).getId();
        Steps.follow(execution, assignments.handOn(handover, SalesStep.actor(execution), colleague, Steps.take(execution, "note")));
    }
}
