package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the team's managers, or the administrators where there is none, that a lead has waited too long, and marks the handover as escalated. */
@Component("escalate")
class Escalate implements JavaDelegate {

    private final Handovers handovers;
    private final StaffMail mail;

    Escalate(Handovers handovers, StaffMail mail) {
        this.handovers = handovers;
        this.mail = mail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mail.sendOrAlarm(execution, handovers.escalate(Steps.handover(execution).getId()));
    }
}
