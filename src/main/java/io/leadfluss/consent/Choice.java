package io.leadfluss.consent;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a lead chose on its page within what it allows. What is missing or not known changes nothing.
 *
 * @param offered the topics that the page showed
 * @param topic those of them that are ticked
 * @param pause {@code none}, or for how long from now
 */
record Choice(Set<String> offered, Set<String> topic, String frequency, String pause) {

    static final List<String> PAUSES = List.of("P1M", "P2M", "P3M", "P6M");

    Preference applied(Preference before, Set<String> topics, Instant now) {
        return new Preference(muted(before, topics), frequency(before), pausedUntil(before, now));
    }

    private Set<String> muted(Preference before, Set<String> topics) {
        Set<String> muted = new HashSet<>(before.muted());
        if (offered != null) {
            muted.addAll(offered);
            muted.removeAll(topic == null ? Set.of() : topic);
            // Whoever changes the page may send any name.
            muted.removeIf(name -> !topics.contains(name) && !before.muted().contains(name));
        }
        return muted;
    }

    private Frequency frequency(Preference before) {
        for (Frequency known : Frequency.values()) {
            if (known.name().equals(frequency)) {
                return known;
            }
        }
        return before.frequency();
    }

    private Instant pausedUntil(Preference before, Instant now) {
        if ("none".equals(pause)) {
            return null;
        }
        return pause != null && PAUSES.contains(pause) ? now.atZone(ZoneOffset.UTC).plus(Period.parse(pause)).toInstant() : before.pausedUntil();
    }
}
