package io.leadfluss.scoring;

import java.time.Instant;
import java.util.List;

/** A lead's score at an instant, and every point of it explained. */
public record Score(double fit, double engagement, Instant at, List<Point> points) {

    /**
     * @param model FIT or ENGAGEMENT
     * @param points as given by the rule then
     * @param pointsNow after decay
     */
    public record Point(String model, String rule, String reason, String input, int tableVersion, double points, double pointsNow, Instant occurredAt) {
    }
}
