package io.leadfluss.scoring.calibration;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a lead with the outcome has a higher score than one without: 0.5 is a guess, 1 is perfect. The interval of 95 % is Hanley's and McNeil's.
 */
public record Auc(double value, double low, double high, long with, long without) {

    private static final double Z = 1.959964;

    /** @param counts by score, how many had the outcome and how many had not */
    static Auc of(SortedMap<Double, long[]> counts) {
        long with = counts.values().stream().mapToLong(count -> count[0]).sum();
        long without = counts.values().stream().mapToLong(count -> count[1]).sum();
        if (with == 0 || without == 0) {
            return new Auc(0.5, 0, 1, with, without);
        }
        double wins = 0;
        long below = 0;
        for (long[] count : counts.values()) {
            wins += count[0] * (below + count[1] / 2.0);
            below += count[1];
        }
        double value = wins / with / without;
        double q1 = value / (2 - value);
        double q2 = 2 * value * value / (1 + value);
        double error = Math.sqrt((value * (1 - value) + (with - 1) * (q1 - value * value) + (without - 1) * (q2 - value * value)) / with / without);
        return new Auc(value, Math.max(0, value - Z * error), Math.min(1, value + Z * error), with, without);
    }

    /** Of scores in full points, counted under {@code <score> 1} and {@code <score> 0}. */
    static Auc ofCounts(Map<String, Long> counts) {
        SortedMap<Double, long[]> sorted = new TreeMap<>();
        counts.forEach((name, count) -> {
            String[] parts = name.split(" ");
            sorted.computeIfAbsent(Double.valueOf(parts[0]), score -> new long[2])[parts[1].equals("1") ? 0 : 1] += count;
        });
        return of(sorted);
    }
}
