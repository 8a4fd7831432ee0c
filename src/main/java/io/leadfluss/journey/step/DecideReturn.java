package io.leadfluss.journey.step;

import io.leadfluss.handover.LeadReturns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Decides by the table lead-recycle whether marketing gets the lead back. */
@Component("decideReturn")
class DecideReturn implements JavaDelegate {

    private final LeadReturns returns;

    DecideReturn(LeadReturns returns) {
        this.returns = returns;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.getProcessInstance().setVariable("recycle",
                returns.decide(Steps.handover(execution).getId(), Steps.optional(execution, "reason")));
    }
}
