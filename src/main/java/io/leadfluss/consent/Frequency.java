package io.leadfluss.consent;

import java.time.Duration;

/** How often a lead wants to get advertising at most. */
public enum Frequency {

    /** As often as it comes. */
    ANY(Duration.ZERO),
    /** One mail in seven days. */
    WEEKLY(Duration.ofDays(7)),
    /** One mail in thirty days. */
    MONTHLY(Duration.ofDays(30));

    private final Duration gap;

    Frequency(Duration gap) {
        this.gap = gap;
    }

    /** The least time between two mails. */
    public Duration gap() {
        return gap;
    }
}
