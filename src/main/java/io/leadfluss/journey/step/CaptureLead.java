package io.leadfluss.journey.step;

import io.leadfluss.capture.Intake;
import io.leadfluss.capture.Received;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes over the lead that the start variables describe, and takes them out of the engine before anything of them is written. */
@Component("captureLead")
class CaptureLead implements JavaDelegate {

    private final Intake intake;

    CaptureLead(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Received received = intake.record(execution.getVariables());
        execution.getProcessInstance().removeVariables();
        execution.setProcessBusinessKey(Long.toString(received.leadId()));
        execution.setVariable("consentDeclared", received.consentDeclared());
    }
}
