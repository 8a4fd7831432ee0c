package io.leadfluss.handover;

import io.leadfluss.lead.LeadEvent;

/** Sales found a real wish to buy. */
public record SalesQualified(long leadId, String sourceKey) implements LeadEvent {
}
