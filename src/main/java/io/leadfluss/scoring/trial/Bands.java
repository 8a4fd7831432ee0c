package io.leadfluss.scoring.trial;

import java.util.List;
import java.util.stream.IntStream;

/** Ranges of points, as charts show them. */
final class Bands {

    private static final int WIDTH = 10;
    private static final int LAST = 12;

    private Bands() {
    }

    /** The number of the band; the first holds all that is below nothing, the last all above. */
    static int of(double points) {
        return (int) Math.max(0, Math.min(LAST, Math.floor(points / WIDTH) + 1));
    }

    static List<Integer> all() {
        return IntStream.rangeClosed(0, LAST).boxed().toList();
    }

    static String label(int band) {
        int from = (band - 1) * WIDTH;
        return band == 0 ? "< 0" : band == LAST ? from + "+" : from + "–" + (from + WIDTH);
    }
}
