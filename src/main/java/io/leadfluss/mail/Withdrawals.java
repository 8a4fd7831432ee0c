package io.leadfluss.mail;

import io.leadfluss.consent.LeadUnsubscribed;
import io.leadfluss.consent.PreferencesChanged;
import io.leadfluss.lead.FactRecorded;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes back queued advertising in the very transaction in which a lead says no or chooses less, so that nothing is handed over after it. */
@Component
class Withdrawals {

    private final Messages messages;
    private final Clock clock;

    Withdrawals(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @EventListener
    void unsubscribed(FactRecorded recorded) {
        if (recorded.event() instanceof LeadUnsubscribed unsubscribed) {
            messages.withdraw(unsubscribed.leadId(), unsubscribed.purpose());
        }
    }

    @EventListener
    void chosen(PreferencesChanged changed) {
        messages.reconsider(changed.leadId(), clock.instant());
    }
}
