package io.leadfluss.lead;

/** Published in the recording transaction, once per fact. Scoring hears it before journeys do. */
public record FactRecorded(Fact fact, LeadEvent event) {
}
