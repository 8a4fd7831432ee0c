package io.leadfluss.consent;

import io.leadfluss.lead.LeadEvent;

/** A declaration waits for its confirmation by double opt-in. */
public record ConsentRequested(long leadId, long requestId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "consent-requested:" + requestId;
    }

    @Override
    public String subject() {
        return Long.toString(requestId);
    }
}
