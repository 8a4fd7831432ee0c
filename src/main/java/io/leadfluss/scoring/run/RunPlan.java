package io.leadfluss.scoring.run;

import java.time.Instant;

/** A run that is to be started. */
public record RunPlan(RunKind kind, String title, boolean handOver, int days, String edition, Instant asOf, String startedBy) {
}
