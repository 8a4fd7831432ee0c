package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the rep in charge a mail with a link to the task. Without a rep the lead lies in the pool: the whole team gets the mail, its managers an alarm. */
@Component("notifyRep")
class NotifyRep implements JavaDelegate {

    private static final String ALARM = "handover-pool";

    private final Handovers handovers;
    private final StaffMail mail;

    NotifyRep(Handovers handovers, StaffMail mail) {
        this.handovers = handovers;
        this.mail = mail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String handover = Steps.handover(execution).getId();
        handovers.inCharge(handover).forEach(account -> mail.send(execution, account));
        handovers.alarmed(handover).forEach(account -> mail.send(execution, account, ALARM));
    }
}
