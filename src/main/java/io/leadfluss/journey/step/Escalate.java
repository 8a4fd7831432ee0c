package io.leadfluss.journey.step;

import io.leadfluss.handover.Alarms;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the team's managers, or the administrators where there is none, that a lead has waited too long, and marks the handover as escalated. */
@Component("escalate")
class Escalate implements JavaDelegate {

    private final Alarms alarms;
    private final StaffMail mail;

    Escalate(Alarms alarms, StaffMail mail) {
        this.alarms = alarms;
        this.mail = mail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mail.sendOrAlarm(execution, alarms.escalate(Steps.handover(execution).getId()));
    }
}
