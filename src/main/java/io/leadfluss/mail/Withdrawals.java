package io.leadfluss.mail;

import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.FactRecorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes back queued advertising in the very transaction in which a lead says no, so that nothing is handed over after it. */
@Component
class Withdrawals {

    private final Messages messages;

    Withdrawals(Messages messages) {
        this.messages = messages;
    }

    @EventListener
    void unsubscribed(FactRecorded recorded) {
        if (recorded.fact().kind().equals("LeadUnsubscribed")) {
            messages.withdraw(recorded.fact().leadId(), Purpose.of(recorded.fact().subject()));
        }
    }
}
