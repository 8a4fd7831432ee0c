package io.leadfluss.scoring;

import io.leadfluss.rules.DecisionTables.Match;
import io.leadfluss.scoring.Score.Model;
import io.leadfluss.scoring.Score.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The points of leads as stored: one row per rule that matched, so that each can be explained. */
@Component
class ScorePoints {

    private final JdbcClient jdbc;

    ScorePoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Point> of(long leadId, Instant at) {
        return jdbc.sql("SELECT * FROM score_point WHERE lead_id = :lead ORDER BY model DESC, occurred_at DESC, id DESC").param("lead", leadId)
                .query((row, n) -> point(row, at)).list();
    }

    /** What {@link Decay} says of single points, for all points of many leads. */
    Map<Long, Score> totals(Collection<Long> leadIds, Instant at) {
        Map<Long, Score> totals = new HashMap<>();
        jdbc.sql("""
                        SELECT lead_id, COALESCE(SUM(IF(model = :fit, points_now, 0)), 0) fit, COALESCE(SUM(IF(model = :engagement, points_now, 0)), 0) engagement
                        FROM (SELECT lead_id, model, IF(half_life_days IS NULL OR occurred_at >= :at, points,
                                points * POW(0.5, TIMESTAMPDIFF(MICROSECOND, occurred_at, :at) / (half_life_days * 86400000000))) points_now
                              FROM score_point WHERE lead_id IN (:leads)) faded
                        GROUP BY lead_id""")
                .param("fit", Model.FIT).param("engagement", Model.ENGAGEMENT).param("at", at).param("leads", leadIds)
                .query(row -> {
                    totals.put(row.getLong("lead_id"), new Score(row.getDouble("fit"), row.getDouble("engagement"), at, List.of()));
                });
        return totals;
    }

    /** Adds what is new; what the same fact already gave by the same rule stays as it is. */
    void add(long leadId, List<NewPoint> points, Instant now) {
        if (points.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        for (NewPoint point : points) {
            Match match = point.match;
            Collections.addAll(values, leadId, point.factId == null ? Model.FIT : Model.ENGAGEMENT, point.factId, match.rule(),
                    cut(match.reason(), 700), cut(match.input(), 1000), match.version(), match.number("points"), match.number("halfLifeDays"),
                    point.occurredAt, now);
        }
        jdbc.sql("""
                        INSERT IGNORE INTO score_point (lead_id, model, fact_id, rule, reason, input, table_version, points, half_life_days,
                          occurred_at, scored_at) VALUES\s""" + String.join(", ", Collections.nCopies(points.size(), "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")))
                .params(values).update();
    }

    void removeFit(long leadId) {
        jdbc.sql("DELETE FROM score_point WHERE lead_id = :lead AND model = :model").param("lead", leadId).param("model", Model.FIT).update();
    }

    /** Keeps the totals beside the lead, so that lists can be sorted by them. */
    void cache(long leadId, Score score) {
        jdbc.sql("""
                        INSERT INTO lead_score (lead_id, fit, engagement, scored_at) VALUES (:lead, :fit, :engagement, :at)
                        ON DUPLICATE KEY UPDATE fit = VALUES(fit), engagement = VALUES(engagement), scored_at = VALUES(scored_at)""")
                .param("lead", leadId).param("fit", score.fit()).param("engagement", score.engagement()).param("at", score.at()).update();
    }

    private static Point point(ResultSet row, Instant at) throws SQLException {
        double points = row.getDouble("points");
        Instant occurredAt = row.getObject("occurred_at", Instant.class);
        Double halfLife = row.getBigDecimal("half_life_days") == null ? null : row.getDouble("half_life_days");
        return new Point(row.getString("model"), row.getString("rule"), row.getString("reason"), row.getString("input"), row.getInt("table_version"),
                points, Decay.left(points, halfLife, occurredAt, at), occurredAt);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** Points to be given; without a fact they are about what the lead is. */
    record NewPoint(Long factId, Match match, Instant occurredAt) {
    }
}
