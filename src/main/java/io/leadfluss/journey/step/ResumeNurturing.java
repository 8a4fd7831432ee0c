package io.leadfluss.journey.step;

import io.leadfluss.handover.LeadReturns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets the journey that the table lead-recycle names take the lead up. */
@Component("resumeNurturing")
class ResumeNurturing implements JavaDelegate {

    private final LeadReturns returns;

    ResumeNurturing(LeadReturns returns) {
        this.returns = returns;
    }

    @Override
    public void execute(DelegateExecution execution) {
        returns.resume(Steps.lead(execution));
    }
}
