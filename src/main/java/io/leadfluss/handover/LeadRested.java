package io.leadfluss.handover;

import io.leadfluss.lead.LeadEvent;

/** The quiet time of a lead that sales gave back is over; the subject is the journey that is to take it up. */
public record LeadRested(long leadId, String sourceKey, String subject) implements LeadEvent {
}
