package io.leadfluss.consent;

import java.time.Instant;

/** A request that still waits for its confirmation. */
public record OpenRequest(long id, Instant expiresAt) {
}
