package io.leadfluss.handover;

import io.leadfluss.lead.LeadEvent;

/** Something happened to a lead that waits for sales, such as a reminder; the subject says what. */
public record HandoverMoved(long leadId, String sourceKey, String subject) implements LeadEvent {
}
