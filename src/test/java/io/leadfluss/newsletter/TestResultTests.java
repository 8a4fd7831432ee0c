package io.leadfluss.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadfluss.newsletter.IssueFigures.Line;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestResultTests {

    /** The p-values were computed apart from this code, by adding up hypergeometric probabilities. */
    @ParameterizedTest
    @CsvSource({
            "1000, 40, 1000, 71, B, 0.0032, true",
            "1000, 71, 1000, 40, A, 0.0032, true",
            "100, 4, 100, 7, B, 0.5371, false",
            "8, 0, 8, 8, B, 0.0002, true",
            "50000, 1000, 50000, 1100, B, 0.0290, true",
            "10, 3, 10, 3, A, 1, false"})
    void isClearOnlyWhenChanceIsUnlikely(int readersA, int clicksA, int readersB, int clicksB, Variant better, double pValue, boolean clear) {
        TestResult result = TestResult.of(Goal.CLICKS, lines(line(Variant.A, readersA, 0, clicksA), line(Variant.B, readersB, 0, clicksB)), 0.95);

        assertThat(result.better()).isEqualTo(better);
        assertThat(result.pValue()).isCloseTo(pValue, within(0.0001));
        assertThat(result.clear()).isEqualTo(clear);
    }

    @ParameterizedTest
    @CsvSource({"10, 3, 10, 3, true", "20, 4, 10, 2, true", "10, 0, 10, 0, true", "0, 0, 0, 0, true", "10, 3, 10, 4, false"})
    void isATieWhenBothDidTheSame(int readersA, int clicksA, int readersB, int clicksB, boolean tie) {
        assertThat(TestResult.of(Goal.CLICKS, lines(line(Variant.A, readersA, 0, clicksA), line(Variant.B, readersB, 0, clicksB)), 0.95).tie()).isEqualTo(tie);
    }

    @Test
    void comparesWhatTheGoalIs() {
        Map<Variant, Line> lines = lines(line(Variant.A, 500, 200, 10), line(Variant.B, 500, 100, 40));

        assertThat(TestResult.of(Goal.OPENS, lines, 0.95).better()).isEqualTo(Variant.A);
        assertThat(TestResult.of(Goal.CLICKS, lines, 0.95).better()).isEqualTo(Variant.B);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "100, 0, 100, 0", "100, 100, 100, 100", "0, 0, 100, 50"})
    void decidesNothingWhenThereIsNothingToCompare(int readersA, int clicksA, int readersB, int clicksB) {
        TestResult result = TestResult.of(Goal.CLICKS, lines(line(Variant.A, readersA, 0, clicksA), line(Variant.B, readersB, 0, clicksB)), 0.95);

        assertThat(result.clear()).isFalse();
        assertThat(result.pValue()).isOne();
    }

    @Test
    void standsWithoutFigures() {
        assertThat(TestResult.of(Goal.CLICKS, Map.of(), 0.95)).isEqualTo(new TestResult(Variant.A, 1, false, true));
    }

    @Test
    void wantsMoreEvidenceForMoreConfidence() {
        Map<Variant, Line> lines = lines(line(Variant.A, 50_000, 0, 1000), line(Variant.B, 50_000, 0, 1100));

        assertThat(TestResult.of(Goal.CLICKS, lines, 0.95).clear()).isTrue();
        assertThat(TestResult.of(Goal.CLICKS, lines, 0.99).clear()).isFalse();
    }

    private static Map<Variant, Line> lines(Line a, Line b) {
        return Map.of(Variant.A, a, Variant.B, b);
    }

    private static Line line(Variant variant, int tracked, int opened, int clicked) {
        return new Line(variant, tracked, tracked, 0, 0, 0, 0, 0, tracked, opened, clicked, 0, 0, 0);
    }
}
