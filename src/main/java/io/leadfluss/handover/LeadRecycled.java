package io.leadfluss.handover;

import io.leadfluss.lead.LeadEvent;

/** Sales gave the lead back to marketing; the subject is the reason. */
public record LeadRecycled(long leadId, String sourceKey, String subject) implements LeadEvent {
}
