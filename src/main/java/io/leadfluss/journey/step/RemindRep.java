package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the rep in charge by mail, and stamps it; without a rep the whole team is reminded. */
@Component("remindRep")
class RemindRep implements JavaDelegate {

    private final Handovers handovers;
    private final StaffMail mail;

    RemindRep(Handovers handovers, StaffMail mail) {
        this.handovers = handovers;
        this.mail = mail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String handover = Steps.handover(execution).getId();
        handovers.remind(handover);
        handovers.inCharge(handover).forEach(account -> mail.send(execution, account));
    }
}
