package io.leadfluss.journey.step;

import io.leadfluss.handover.LeadReturns;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds until when the lead is left in peace. */
@Component("planQuietTime")
class PlanQuietTime implements JavaDelegate {

    private final LeadReturns returns;

    PlanQuietTime(LeadReturns returns) {
        this.returns = returns;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.getProcessInstance().setVariable("quietUntil", Date.from(returns.quietUntil(Steps.lead(execution))));
    }
}
