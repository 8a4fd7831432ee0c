package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.rules.DecisionTables.Input;
import io.leadfluss.rules.DecisionTables.Match;
import io.leadfluss.rules.Reason;
import io.leadfluss.scoring.Engagement.Given;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A lead's score at a moment, and every point of it explained. Fit and grade say what the lead is, engagement and heat (1 is the hottest) what it
 * does; {@code lines} says the latter for each product line that has rules of its own.
 */
public record Score(double fit, String grade, double engagement, int heat, Instant coolsAt, Instant at, List<Point> points, List<Line> lines) {

    /** What is known of a lead that has no score yet. */
    static Score none(Instant at) {
        return new Score(0, "", 0, 0, null, at, List.of(), List.of());
    }

    /** Grade and heat, from A1 for whom we want and who wants us, to D4; empty without a score. */
    public String cell() {
        return grade.isEmpty() ? "" : grade + heat;
    }

    /** Whether there were more points than there can be at most. */
    public boolean isLimited() {
        return points.stream().filter(point -> point.model().equals(Model.ENGAGEMENT)).mapToDouble(Point::pointsNow).sum() > engagement + 0.05;
    }

    /** The interest in one product line. */
    public record Line(String name, double engagement, int heat, Instant coolsAt) {
    }

    /**
     * @param model FIT or ENGAGEMENT
     * @param reason the rule's annotation, in all its languages
     * @param fact what happened; null for fit
     * @param count the how-manieth of its kind the fact is
     * @param inputs what the rule looked at
     * @param worth as the rule says
     * @param points as given then, within the limits
     * @param pointsNow after fading
     */
    public record Point(String model, String rule, String reason, Fact fact, int count, List<Input> inputs, int tableVersion, double worth,
            double points, double pointsNow, Instant occurredAt) {

        static Point of(Match rule, Instant at) {
            double points = rule.number("points");
            return new Point(Model.FIT, rule.rule(), rule.reason(), null, 0, rule.inputs(), rule.version(), points, points, points, at);
        }

        static Point of(Given given) {
            Match rule = given.rule();
            return new Point(Model.ENGAGEMENT, rule.rule(), rule.reason(), given.fact(), given.count(), rule.inputs(), rule.version(), given.worth(),
                    given.points(), given.pointsNow(), given.fact().occurredAt());
        }

        /** The reason in the reader's language. */
        public String reasonIn(String language) {
            return new Reason(reason).in(language);
        }

        /** Whether a limit cut the points. */
        public boolean isLimited() {
            return Math.abs(points) < Math.abs(worth) - 0.005;
        }

        /** Whether it is for the how-manieth that the rule gave points. */
        public boolean isCounted() {
            return inputs.stream().anyMatch(input -> input.name().equals("count"));
        }

        /** What the rule looked at, by the headings of the table. */
        public String input() {
            return inputs.stream().map(input -> input.heading() + ": " + (input.value() == null ? "–" : input.value()))
                    .collect(Collectors.joining("; "));
        }
    }

    Stream<Point> of(String model) {
        return points.stream().filter(point -> point.model().equals(model));
    }

    /** The points, those of one rule together, in their order. */
    public List<Share> shares() {
        return points.stream().collect(Collectors.groupingBy(point -> List.of(point.model(), point.rule()), LinkedHashMap::new, Collectors.toList()))
                .values().stream().map(Share::new).toList();
    }

    /** What one rule gives, for one fact or for many; the newest first. */
    public record Share(List<Point> each) {

        public Point newest() {
            return each.get(0);
        }

        public boolean isSingle() {
            return each.size() == 1;
        }

        /** As given then, within the limits. */
        public double points() {
            return each.stream().mapToDouble(Point::points).sum();
        }

        /** After fading. */
        public double pointsNow() {
            return each.stream().mapToDouble(Point::pointsNow).sum();
        }
    }

    /** What a score is about. */
    static final class Model {

        /** How well the lead fits what we sell. */
        static final String FIT = "FIT";
        /** How much interest the lead shows. */
        static final String ENGAGEMENT = "ENGAGEMENT";

        private Model() {
        }
    }
}
