package io.leadfluss.handover;

import io.leadfluss.lead.LeadEvent;

/** A rep took the lead; the subject is the team. */
public record LeadAccepted(long leadId, String sourceKey, String subject) implements LeadEvent {
}
