package io.leadfluss.lead;

import java.time.Instant;

/** One thing that happened to a lead, as it was recorded; never changed. */
public record Fact(long id, long leadId, String kind, String subject, Instant occurredAt) {
}
