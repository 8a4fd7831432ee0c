package io.leadfluss.journey.step;

import io.leadfluss.handover.Alarms;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the rep in charge by mail, and stamps it; what lies in the pool is alarmed of anew. */
@Component("remindRep")
class RemindRep implements JavaDelegate {

    private final Alarms alarms;
    private final StaffMail mail;

    RemindRep(Alarms alarms, StaffMail mail) {
        this.alarms = alarms;
        this.mail = mail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        alarms.remind(Steps.handover(execution).getId());
        mail.sendToRep(execution);
    }
}
