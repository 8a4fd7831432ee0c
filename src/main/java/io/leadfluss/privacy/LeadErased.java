package io.leadfluss.privacy;

/** A lead is being erased; whoever still works on it stops, in the same transaction and before its rows are gone. */
public record LeadErased(long leadId) {
}
