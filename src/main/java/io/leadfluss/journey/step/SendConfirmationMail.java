package io.leadfluss.journey.step;

import io.leadfluss.consent.Consents;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the check mail of the lead's open request: no advertising, only what was asked for and a link to confirm it. */
@Component("sendConfirmationMail")
class SendConfirmationMail implements JavaDelegate {

    private final Consents consents;
    private final Outbox outbox;

    SendConfirmationMail(Consents consents, Outbox outbox) {
        this.consents = consents;
        this.outbox = outbox;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long lead = Steps.lead(execution);
        consents.openRequest(lead).ifPresent(request -> outbox.enqueue(MailOrder.confirmation("mail:" + Steps.run(execution), lead,
                request.id(), request.expiresAt()).in(Steps.journey(execution))));
    }
}
