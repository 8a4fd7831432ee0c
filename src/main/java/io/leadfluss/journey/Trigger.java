package io.leadfluss.journey;

import io.leadfluss.journey.model.ReEntry;

/**
 * A signal start event of a journey: which event starts it, for which leads, and how often.
 *
 * @param filter FEEL expression over the lead, or null for all leads
 * @param unconfirmed whether it may start before the lead confirmed its address
 */
record Trigger(String definitionId, String journey, String startEvent, String event, String filter, ReEntry reEntry, boolean unconfirmed) {
}
