package io.leadfluss.scoring.calibration;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Points for rules by what became of leads: a logistic regression on how many times each rule gave its points, which is the shape that the tables
 * have. It starts from the points in use and leaves them only as far as the data speak for it; the scores by each table spread as before and lie
 * where they lay, as grades and degrees of heat are told by them.
 *
 * @param points by table and rule, rounded to full points
 * @param now how well the points in use tell buyers from others, on the same leads
 * @param proposed how well such points do on leads that they were not made from
 */
public record Weights(Map<String, Double> points, Auc now, Auc proposed) {

    private static final int FOLDS = 5;
    /** The smaller the first number, the less a few leads can change. */
    private static final Parameter HOW = new Parameter(SolverType.L2R_LR, 0.2, 0.001);
    /** Going along with a table as it is costs little beside leaving it. */
    private static final double WEIGHT_OF_TABLE = 3;
    /** A rule that gives its points so often on average is one that most leads have. */
    private static final double COMMON = 0.5;

    static {
        Linear.disableDebugOutput();
    }

    /** A lead: whether it bought, and how many times each rule gave its points. */
    record Row(boolean bought, Map<String, Double> gave) {

        static Row parse(String line) {
            String[] fields = line.split("\t", -1);
            Map<String, Double> gave = new TreeMap<>();
            for (String part : fields[2].strip().split(" ")) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    gave.put(part.substring(0, equals), Double.valueOf(part.substring(equals + 1)));
                }
            }
            return new Row(fields[1].equals("1"), gave);
        }

        double sum(Map<String, Double> points) {
            return gave.entrySet().stream().mapToDouble(times -> times.getValue() * points.getOrDefault(times.getKey(), 0.0)).sum();
        }
    }

    /** @param inUse the points in use of the rules that are to be weighed */
    static Weights of(List<Row> rows, Map<String, Double> inUse) {
        List<String> rules = List.copyOf(new TreeMap<>(inUse).keySet());
        Map<String, Double> points = new TreeMap<>();
        propose(rows, rules, inUse).forEach((rule, number) -> points.put(rule, (double) Math.round(number)));
        SortedMap<Double, long[]> now = new TreeMap<>();
        SortedMap<Double, long[]> proposed = new TreeMap<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Row> others = new ArrayList<>();
            List<Row> tested = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                (i % FOLDS == fold ? tested : others).add(rows.get(i));
            }
            Map<String, Double> weights = propose(others, rules, inUse);
            tested.forEach(row -> {
                count(now, row, row.sum(inUse));
                count(proposed, row, row.sum(weights));
            });
        }
        return new Weights(points, Auc.of(now), Auc.of(proposed));
    }

    private static Map<String, Double> propose(List<Row> rows, List<String> rules, Map<String, Double> inUse) {
        Map<String, Map<String, Double>> tables = byTable(inUse);
        Map<String, Double> points = new TreeMap<>();
        byTable(fit(rows, rules, tables)).forEach((table, weights) -> points.putAll(likeNow(rows, tables.get(table), weights)));
        return points;
    }

    private static void count(SortedMap<Double, long[]> counts, Row row, double score) {
        counts.computeIfAbsent(score, each -> new long[2])[row.bought ? 0 : 1]++;
    }

    private static Map<String, Map<String, Double>> byTable(Map<String, Double> points) {
        Map<String, Map<String, Double>> tables = new TreeMap<>();
        points.forEach((rule, number) -> tables.computeIfAbsent(rule.substring(0, rule.indexOf('/')), table -> new TreeMap<>()).put(rule, number));
        return tables;
    }

    private static Map<String, Double> fit(List<Row> rows, List<String> rules, Map<String, Map<String, Double>> tables) {
        List<Map<String, Double>> sums = tables.values().stream().map(points -> scaled(points, WEIGHT_OF_TABLE / Math.max(1e-9, spread(rows, points)))).toList();
        Problem problem = new Problem();
        problem.l = rows.size();
        problem.n = rules.size() + sums.size() + 1;
        problem.bias = 1;
        problem.x = rows.stream().map(row -> features(row, rules, sums)).toArray(Feature[][]::new);
        problem.y = rows.stream().mapToDouble(row -> row.bought ? 1 : 0).toArray();
        Model model = Linear.train(problem, HOW);
        // The library counts for whichever outcome it met first.
        double sign = model.getLabels()[0] == 1 ? 1 : -1;
        Map<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < rules.size(); i++) {
            weights.put(rules.get(i), sign * model.getFeatureWeights()[i]);
        }
        for (int i = 0; i < sums.size(); i++) {
            double along = sign * model.getFeatureWeights()[rules.size() + i];
            sums.get(i).forEach((rule, points) -> weights.merge(rule, along * points, Double::sum));
        }
        return weights;
    }

    private static Feature[] features(Row row, List<String> rules, List<Map<String, Double>> sums) {
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Double times = row.gave.get(rules.get(i));
            if (times != null) {
                features.add(new FeatureNode(i + 1, times));
            }
        }
        for (int i = 0; i < sums.size(); i++) {
            features.add(new FeatureNode(rules.size() + i + 1, row.sum(sums.get(i))));
        }
        features.add(new FeatureNode(rules.size() + sums.size() + 1, 1));
        return features.toArray(Feature[]::new);
    }

    private static Map<String, Double> scaled(Map<String, Double> points, double factor) {
        Map<String, Double> scaled = new TreeMap<>();
        points.forEach((rule, number) -> scaled.put(rule, number * factor));
        return scaled;
    }

    /**
     * Lets the sums of a table spread as those in use, and lie where they lie. What is missing for that goes to rules that most leads have, as it
     * changes least there who is ahead of whom.
     */
    private static Map<String, Double> likeNow(List<Row> rows, Map<String, Double> inUse, Map<String, Double> weights) {
        Map<String, Double> points = scaled(weights, spread(rows, inUse) / Math.max(1e-9, spread(rows, weights)));
        double missing = mean(rows, inUse) - mean(rows, points);
        Map<String, Double> common = new TreeMap<>();
        points.keySet().forEach(rule -> common.put(rule, mean(rows, Map.of(rule, 1.0))));
        common.values().removeIf(times -> times < COMMON);
        double square = common.values().stream().mapToDouble(times -> times * times).sum();
        common.forEach((rule, times) -> points.merge(rule, missing * times / square, Double::sum));
        return points;
    }

    private static double mean(List<Row> rows, Map<String, Double> points) {
        return rows.stream().mapToDouble(row -> row.sum(points)).average().orElse(0);
    }

    private static double spread(List<Row> rows, Map<String, Double> points) {
        double[] sums = rows.stream().mapToDouble(row -> row.sum(points)).toArray();
        double mean = mean(rows, points);
        return Math.sqrt(Arrays.stream(sums).map(sum -> (sum - mean) * (sum - mean)).average().orElse(0));
    }
}
