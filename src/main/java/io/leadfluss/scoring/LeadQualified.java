package io.leadfluss.scoring;

import io.leadfluss.lead.LeadEvent;

/** A lead is ripe for sales, as the table lead-qualification says; the subject is the product line it is ripe for, empty for all we sell. */
public record LeadQualified(long leadId, String sourceKey, String subject) implements LeadEvent {

    public LeadQualified(long leadId, String sourceKey) {
        this(leadId, sourceKey, "");
    }
}
