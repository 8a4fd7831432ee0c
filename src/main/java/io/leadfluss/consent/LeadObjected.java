package io.leadfluss.consent;

import io.leadfluss.lead.LeadEvent;

/** The lead objected to all advertising, by whatever channel (GDPR Art. 21(2), (3)); {@link LeadUnsubscribed} happens too unless it had before. */
public record LeadObjected(long leadId, String way, String eventHash) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "objected:" + eventHash;
    }

    @Override
    public String subject() {
        return way;
    }
}
