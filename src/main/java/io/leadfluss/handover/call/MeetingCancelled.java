package io.leadfluss.handover.call;

import io.leadfluss.lead.LeadEvent;

/** A meeting will not take place; the subject is its way. */
public record MeetingCancelled(long leadId, String sourceKey, String subject) implements LeadEvent {
}
