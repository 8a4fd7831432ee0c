package io.leadfluss.journey.step;

import io.leadfluss.handover.Assignments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives a lead that was not answered in time to the next rep who has room. */
@Component("passOn")
class PassOn implements JavaDelegate {

    private final Assignments assignments;

    PassOn(Assignments assignments) {
        this.assignments = assignments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Steps.follow(execution, assignments.reassign(Steps.handover(execution).getId()));
    }
}
