package io.leadfluss.handover.call;

import io.leadfluss.lead.LeadEvent;

/** A rep and the lead agreed on a meeting; the subject is its way. */
public record MeetingArranged(long leadId, String sourceKey, String subject) implements LeadEvent {
}
