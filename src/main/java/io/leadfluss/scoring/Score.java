package io.leadfluss.scoring;

import io.leadfluss.rules.Reason;
import java.time.Instant;
import java.util.List;

/** A lead's score at an instant, and every point of it explained. */
public record Score(double fit, double engagement, Instant at, List<Point> points) {

    /** The score that these points give. */
    static Score of(List<Point> points, Instant at) {
        return new Score(total(points, Model.FIT), total(points, Model.ENGAGEMENT), at, points);
    }

    /** The score as it would be had nothing happened until that moment; fit has no history. */
    Score since(Instant moment) {
        return of(points.stream().filter(point -> !point.model().equals(Model.ENGAGEMENT) || point.occurredAt().isAfter(moment)).toList(), at);
    }

    private static double total(List<Point> points, String model) {
        return points.stream().filter(point -> point.model().equals(model)).mapToDouble(Point::pointsNow).sum();
    }

    /**
     * @param model FIT or ENGAGEMENT
     * @param reason the rule's annotation, in all its languages
     * @param points as given by the rule then
     * @param pointsNow after decay
     */
    public record Point(String model, String rule, String reason, String input, int tableVersion, double points, double pointsNow, Instant occurredAt) {

        /** The reason in the reader's language. */
        public String reasonIn(String language) {
            return new Reason(reason).in(language);
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
