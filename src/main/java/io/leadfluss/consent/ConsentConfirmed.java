package io.leadfluss.consent;

import io.leadfluss.lead.LeadEvent;

/** The owner of the address confirmed a request. */
public record ConsentConfirmed(long leadId, long requestId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "consent-confirmed:" + requestId;
    }

    @Override
    public String subject() {
        return Long.toString(requestId);
    }
}
