package io.leadfluss.mail.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The hour of the day in which a lead mostly opens its mails, learned from what it did itself; machines do not count. */
final class BestHour {

    /** Fewer opens than this show no habit. */
    private static final int ENOUGH = 5;
    private static final int HOURS = 24;

    private BestHour() {
    }

    static OptionalInt of(List<Instant> opens, ZoneId zone) {
        if (opens.size() < ENOUGH) {
            return OptionalInt.empty();
        }
        int[] counts = new int[HOURS];
        opens.forEach(open -> counts[open.atZone(zone).getHour()]++);
        // The hours beside count half, so that 8:55 and 9:05 are near each other.
        int[] weights = IntStream.range(0, HOURS).map(hour -> 2 * counts[hour] + counts[(hour + 1) % HOURS] + counts[(hour + HOURS - 1) % HOURS])
                .toArray();
        int best = IntStream.range(0, HOURS).reduce((a, b) -> weights[b] > weights[a] ? b : a).orElseThrow();
        // When they lie all over the day, no hour is better than another.
        return weights[best] * 2 >= opens.size() ? OptionalInt.of(best) : OptionalInt.empty();
    }
}
