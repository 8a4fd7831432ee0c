package io.leadfluss.handover;

import io.leadfluss.lead.LeadEvent;

/** The lead was set aside for good; the subject is the reason. */
public record LeadDisqualified(long leadId, String sourceKey, String subject) implements LeadEvent {
}
