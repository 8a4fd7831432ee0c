package io.leadfluss.handover;

import io.leadfluss.lead.LeadEvent;

/** A rep did not take the lead; the subject is the reason. */
public record LeadRejected(long leadId, String sourceKey, String subject) implements LeadEvent {
}
