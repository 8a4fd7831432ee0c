package io.leadfluss.journey.step;

import io.leadfluss.capture.Intake;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks for the confirmation of the consent that the lead declared. */
@Component("requestConsent")
class RequestConsent implements JavaDelegate {

    private final Intake intake;

    RequestConsent(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void execute(DelegateExecution execution) {
        intake.requestConsent(Steps.lead(execution));
    }
}
