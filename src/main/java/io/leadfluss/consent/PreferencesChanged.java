package io.leadfluss.consent;

/** A lead wants something else than before; told within the transaction of the change. */
public record PreferencesChanged(long leadId) {
}
