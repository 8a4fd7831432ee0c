package io.leadfluss.handover.call;

import io.leadfluss.lead.LeadEvent;

/** A meeting took place; the subject is its way. */
public record MeetingHeld(long leadId, String sourceKey, String subject) implements LeadEvent {
}
