package io.leadfluss.handover.call;

import io.leadfluss.lead.LeadEvent;

/** The lead did not come to a meeting; the subject is its way. */
public record MeetingMissed(long leadId, String sourceKey, String subject) implements LeadEvent {
}
