package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds until when the lead is left in peace. */
@Component("planQuietTime")
class PlanQuietTime implements JavaDelegate {

    private final Handovers handovers;

    PlanQuietTime(Handovers handovers) {
        this.handovers = handovers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.getProcessInstance().setVariable("quietUntil", Date.from(handovers.quietUntil(Steps.lead(execution))));
    }
}
