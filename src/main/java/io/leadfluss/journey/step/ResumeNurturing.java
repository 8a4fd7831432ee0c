package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets the journey that the table lead-recycle names take the lead up. */
@Component("resumeNurturing")
class ResumeNurturing implements JavaDelegate {

    private final Handovers handovers;

    ResumeNurturing(Handovers handovers) {
        this.handovers = handovers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handovers.resumeNurturing(Steps.lead(execution));
    }
}
