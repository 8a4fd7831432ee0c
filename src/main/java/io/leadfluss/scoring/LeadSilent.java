package io.leadfluss.scoring;

import io.leadfluss.lead.LeadEvent;

/** A lead has done nothing for long; the subject is the day of its last activity. */
public record LeadSilent(long leadId, String sourceKey, String subject) implements LeadEvent {
}
