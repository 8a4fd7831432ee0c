package io.leadfluss.scoring.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateTests {

    @Test
    void knowsWhereTheTruthLies() {
        Rate rate = new Rate(10, 100);

        assertThat(rate.share()).isEqualTo(0.1);
        assertThat(rate.low()).isEqualTo(0.0552, within(0.0005));
        assertThat(rate.high()).isEqualTo(0.1744, within(0.0005));
    }

    @Test
    void staysBetweenNothingAndAllForFew() {
        assertThat(new Rate(0, 5).low()).isZero();
        assertThat(new Rate(0, 5).high()).isEqualTo(0.4345, within(0.0005));
        assertThat(new Rate(5, 5).high()).isEqualTo(1);
        assertThat(new Rate(0, 0).high()).isEqualTo(1);
    }

    @Test
    void tellsADifferenceFromChance() {
        assertThat(new Rate(30, 100).differsFrom(new Rate(10, 100))).isTrue();
        assertThat(new Rate(12, 100).differsFrom(new Rate(10, 100))).isFalse();
        assertThat(new Rate(0, 100).differsFrom(new Rate(15, 100))).isTrue();
    }

    @Test
    void countsHowOftenABuyerIsAhead() {
        assertThat(Auc.ofCounts(Map.of("10 0", 50L, "20 1", 50L)).value()).isEqualTo(1);
        assertThat(Auc.ofCounts(Map.of("10 0", 50L, "10 1", 50L)).value()).isEqualTo(0.5);
        Auc auc = Auc.ofCounts(Map.of("1 0", 30L, "1 1", 10L, "2 0", 10L, "2 1", 30L));
        assertThat(auc.value()).isEqualTo(0.75, within(1e-9));
        assertThat(auc.low()).isBetween(0.60, 0.68);
        assertThat(auc.high()).isBetween(0.82, 0.90);
    }

    @Test
    void findsWeightsThatTellBuyersFromOthers() {
        Random random = new Random(7);
        List<Weights.Row> rows = IntStream.range(0, 3_000).mapToObj(n -> {
            Map<String, Double> gave = new TreeMap<>();
            double logit = -2;
            if (random.nextInt(3) == 0) {
                gave.put("lead-fit/good", 1.0);
                logit += 2;
            }
            if (random.nextInt(3) == 0) {
                gave.put("lead-fit/bad", 1.0);
                logit -= 2;
            }
            if (random.nextInt(3) == 0) {
                gave.put("lead-fit/idle", 1.0);
            }
            return new Weights.Row(random.nextDouble() < 1 / (1 + Math.exp(-logit)), gave);
        }).toList();

        Weights weights = Weights.of(rows, Map.of("lead-fit/good", 5.0, "lead-fit/bad", 5.0, "lead-fit/idle", 20.0));

        assertThat(weights.points().get("lead-fit/good")).isPositive();
        assertThat(weights.points().get("lead-fit/bad")).isNegative();
        assertThat(Math.abs(weights.points().get("lead-fit/idle"))).isLessThan(weights.points().get("lead-fit/good") / 5);
        assertThat(weights.proposed().low()).isGreaterThan(weights.now().high());
    }

    @Test
    void leavesPointsThatTellWhatTheyShouldMuchAsTheyAre() {
        Random random = new Random(7);
        Map<String, Double> inUse = Map.of("lead-fit/A", 10.0, "lead-fit/B", 20.0, "lead-fit/C", -15.0);
        List<Weights.Row> rows = IntStream.range(0, 400).mapToObj(n -> {
            Map<String, Double> gave = new TreeMap<>();
            inUse.keySet().stream().sorted().filter(rule -> random.nextBoolean()).forEach(rule -> gave.put(rule, 1.0));
            Weights.Row row = new Weights.Row(false, gave);
            return new Weights.Row(random.nextDouble() < 1 / (1 + Math.exp(2 - row.sum(inUse) / 15)), gave);
        }).toList();

        Weights weights = Weights.of(rows, inUse);

        inUse.forEach((rule, points) -> assertThat(weights.points().get(rule)).as(rule).isEqualTo(points, within(5.0)));
    }

    @Test
    void readsWhatWasWrittenDown() {
        assertThat(Weights.Row.parse("row\t1\tlead-fit/A=1.0 lead-engagement/B=0.25 ")).isEqualTo(
                new Weights.Row(true, Map.of("lead-fit/A", 1.0, "lead-engagement/B", 0.25)));
        assertThat(Weights.Row.parse("row\t0\t").gave()).isEmpty();
    }
}
