package io.leadfluss.journey.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Sends the rep in charge a mail with a link to the task. Without a rep the lead lies in the pool: its managers get an alarm, one for all that lie
 * there.
 */
@Component("notifyRep")
class NotifyRep implements JavaDelegate {

    private final StaffMail mail;

    NotifyRep(StaffMail mail) {
        this.mail = mail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mail.sendToRep(execution);
    }
}
