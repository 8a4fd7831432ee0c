package io.leadfluss.journey.step;

import io.leadfluss.handover.digest.Digests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails the sales people whose working day begins what waits for them. */
@Component("sendDigests")
class SendDigests implements JavaDelegate {

    private final Digests digests;

    SendDigests(Digests digests) {
        this.digests = digests;
    }

    @Override
    public void execute(DelegateExecution execution) {
        digests.sendDue(Steps.required(execution, "mailing"));
    }
}
