package io.leadfluss.handover;

import java.time.Instant;

/** The lead itself wants to be called later: what was promised moves with it. Told within the transaction that changed it. */
public record HandoverPostponed(String instanceId, Instant dueAt) {
}
