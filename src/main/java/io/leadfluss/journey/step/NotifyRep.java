package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the rep in charge a mail with a link to the task; without a rep the whole team gets it. */
@Component("notifyRep")
class NotifyRep implements JavaDelegate {

    private final Handovers handovers;
    private final StaffMail mail;

    NotifyRep(Handovers handovers, StaffMail mail) {
        this.handovers = handovers;
        this.mail = mail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handovers.inCharge(execution.getProcessInstanceId()).forEach(account -> mail.send(execution, account));
    }
}
