package io.leadfluss.scoring;

import java.time.Duration;
import java.time.Instant;

/** How points fade: after each half-life half of them are left, at every moment in between accordingly. */
final class Decay {

    private static final double DAY = Duration.ofDays(1).toMillis();

    private Decay() {
    }

    /** What is left of the points; all of them without a half-life or before they were given. */
    static double left(double points, Double halfLifeDays, Instant occurredAt, Instant at) {
        if (halfLifeDays == null || !at.isAfter(occurredAt)) {
            return points;
        }
        return points * Math.pow(0.5, Duration.between(occurredAt, at).toMillis() / (halfLifeDays * DAY));
    }
}
