package io.leadfluss.scoring;

import io.leadfluss.lead.LeadEvent;

/** A lead crossed the thresholds of the table lead-qualification and is ripe for sales. */
public record LeadQualified(long leadId, String sourceKey) implements LeadEvent {
}
