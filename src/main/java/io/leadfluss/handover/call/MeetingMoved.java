package io.leadfluss.handover.call;

import io.leadfluss.lead.LeadEvent;

/** A meeting is at another time or place now; the subject is its way. */
public record MeetingMoved(long leadId, String sourceKey, String subject) implements LeadEvent {
}
