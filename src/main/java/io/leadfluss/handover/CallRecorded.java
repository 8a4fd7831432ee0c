package io.leadfluss.handover;

import io.leadfluss.lead.LeadEvent;

/** A rep called or answered the lead; the subject is the outcome. */
public record CallRecorded(long leadId, String sourceKey, String subject) implements LeadEvent {
}
