package io.leadfluss.newsletter;

import io.leadfluss.newsletter.IssueFigures.Line;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * What a test of two variants came to.
 *
 * @param better the one that did better, A when both did the same
 * @param pValue how likely a difference as large as this is by chance alone (Fisher's exact test, two-sided)
 * @param clear whether that is unlikely enough to decide by it
 * @param tie whether both did the same, or nothing is known of either
 */
public record TestResult(Variant better, double pValue, boolean clear, boolean tie) {

    /** Only leads whose reading may be recorded count, of which machines are no part. */
    static TestResult of(Goal goal, Map<Variant, Line> lines, double confidence) {
        int[] a = counts(goal, lines.get(Variant.A));
        int[] b = counts(goal, lines.get(Variant.B));
        Variant better = share(b) > share(a) ? Variant.B : Variant.A;
        // Without any success, or any failure, there is nothing to compare.
        boolean comparable = a[0] + a[1] > 0 && b[0] + b[1] > 0 && a[0] + b[0] > 0 && a[1] + b[1] > 0;
        double pValue = comparable ? FisherExactTest.withDefaults().test(new int[][] {a, b}).getPValue() : 1;
        return new TestResult(better, pValue, pValue <= 1 - confidence, share(a) == share(b));
    }

    /** Whether both did the same, by figures that were kept. */
    static boolean isTie(Goal goal, List<Line> kept) {
        return of(goal, kept.stream().collect(Collectors.toMap(Line::variant, Function.identity())), 1).tie();
    }

    private static int[] counts(Goal goal, Line line) {
        if (line == null) {
            return new int[] {0, 0};
        }
        int success = goal == Goal.CLICKS ? line.clicked() : line.opened();
        return new int[] {success, Math.max(0, line.tracked() - success)};
    }

    private static double share(int[] counts) {
        return counts[0] == 0 ? 0 : (double) counts[0] / (counts[0] + counts[1]);
    }
}
