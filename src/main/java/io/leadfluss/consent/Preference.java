package io.leadfluss.consent;

import java.time.Instant;
import java.util.Set;

/**
 * What a lead wants within what it allows. It may only narrow a consent, never widen it.
 *
 * @param muted topics it does not want
 * @param pausedUntil until when it wants no advertising at all, or null
 */
public record Preference(Set<String> muted, Frequency frequency, Instant pausedUntil) {

    /** Of a lead that has chosen nothing. */
    public static final Preference EVERYTHING = new Preference(Set.of(), Frequency.ANY, null);

    public Preference {
        muted = Set.copyOf(muted);
    }

    public boolean isPaused(Instant now) {
        return pausedUntil != null && pausedUntil.isAfter(now);
    }
}
