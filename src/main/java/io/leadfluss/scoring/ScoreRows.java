package io.leadfluss.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.lead.Fact;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The scores of leads as stored: one row per lead and product line, which holds no more than what facts and tables give. */
@Component
class ScoreRows {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ScoreRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param line the product line, empty for all we sell
     * @param edition of the tables it was computed with
     * @param base what a fold must remember of all facts until {@code baseAt}; null when that is nothing yet
     */
    record Row(String line, double fit, String grade, double heatPoints, int heat, String edition, Fading fading, Fold.Kept base, Instant baseAt,
            Instant coolsAt) {
    }

    /** The rows of a lead, kept from everybody else until the transaction ends; the first time there is an empty one. */
    List<Row> lock(long leadId) {
        List<Row> rows = select(leadId);
        if (rows.isEmpty()) {
            // Whoever comes second waits here for the first.
            jdbc.sql("""
                            INSERT IGNORE INTO lead_score (lead_id, line, fit, grade, engagement, heat, edition, fading, scored_at)
                            VALUES (:lead, '', 0, '', 0, 0, '', '', :at)""").param("lead", leadId).param("at", Instant.EPOCH.plusSeconds(1)).update();
            rows = select(leadId);
        }
        return rows;
    }

    /** Gives those of the confirmed leads an empty row who have none. */
    void addMissing(long first, long last) {
        jdbc.sql("""
                        INSERT IGNORE INTO lead_score (lead_id, line, fit, grade, engagement, heat, edition, fading, scored_at)
                        SELECT l.id, '', 0, '', 0, 0, '', '', :at FROM leads l LEFT JOIN lead_score s ON s.lead_id = l.id
                        WHERE l.id BETWEEN :first AND :last AND l.confirmed_at IS NOT NULL AND s.lead_id IS NULL""")
                .param("first", first).param("last", last).param("at", Instant.EPOCH.plusSeconds(1)).update();
    }

    /** What is known of a lead whose rows are locked. */
    record Locked(String edition, Map<String, Integer> heats) {
    }

    /** Locks the rows of all these leads except of those that somebody else is at: those are not among the answer. */
    Map<Long, Locked> lockFree(long first, long last) {
        Map<Long, Locked> locked = new HashMap<>();
        jdbc.sql("SELECT lead_id, line, edition, heat FROM lead_score WHERE lead_id BETWEEN :first AND :last ORDER BY lead_id, line FOR UPDATE SKIP LOCKED")
                .param("first", first).param("last", last).query(row -> {
                    String edition = row.getString("edition");
                    locked.computeIfAbsent(row.getLong("lead_id"), lead -> new Locked(edition, new HashMap<>())).heats()
                            .put(row.getString("line"), row.getInt("heat"));
                });
        jdbc.sql("SELECT lead_id, COUNT(*) AS line_count FROM lead_score WHERE lead_id BETWEEN :first AND :last GROUP BY lead_id")
                .param("first", first).param("last", last).query(row -> {
                    int lines = row.getInt("line_count");
                    locked.computeIfPresent(row.getLong("lead_id"), (lead, found) -> found.heats().size() == lines ? found : null);
                });
        return locked;
    }

    private List<Row> select(long leadId) {
        return jdbc.sql("SELECT * FROM lead_score WHERE lead_id = :lead ORDER BY line FOR UPDATE").param("lead", leadId).query((row, n) -> row(row)).list();
    }

    /** Stores the rows of each of these leads, whose rows are locked. */
    void save(Map<Long, List<Row>> rowsByLead, Instant at) {
        List<Object> values = new ArrayList<>();
        StringJoiner places = new StringJoiner(", ");
        rowsByLead.forEach((leadId, rows) -> rows.forEach(row -> {
            places.add("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            Collections.addAll(values, leadId, row.line, row.fit, row.grade, row.heatPoints, row.heat, row.edition, row.fading.print(), print(row.base),
                    row.baseAt, row.coolsAt, at);
        }));
        jdbc.sql("""
                        INSERT INTO lead_score (lead_id, line, fit, grade, engagement, heat, edition, fading, base, base_at, cools_at, scored_at)
                        VALUES\s""" + places + """
                         ON DUPLICATE KEY UPDATE fit = VALUES(fit), grade = VALUES(grade), engagement = VALUES(engagement), heat = VALUES(heat),
                          edition = VALUES(edition), fading = VALUES(fading), base = VALUES(base), base_at = VALUES(base_at),
                          cools_at = VALUES(cools_at), scored_at = VALUES(scored_at)""").params(values).update();
    }

    /** How many leads that may have a score have one of another edition. */
    int outdated(String edition) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM lead_score s JOIN leads l ON l.id = s.lead_id AND l.confirmed_at IS NOT NULL
                        WHERE s.line = '' AND s.edition <> :edition""").param("edition", edition).query(Integer.class).single();
    }

    /** Forgets product lines that have no table any more. */
    void removeOthers(long leadId, Set<String> lines) {
        jdbc.sql("DELETE FROM lead_score WHERE lead_id = :lead AND line NOT IN (:lines)").param("lead", leadId).param("lines", lines).update();
    }

    void remove(long leadId) {
        jdbc.sql("DELETE FROM lead_score WHERE lead_id = :lead").param("lead", leadId).update();
    }

    /** The facts that may count, in the order in which they do; all kinds when none are named. */
    List<Fact> facts(long leadId, Instant after, Instant until, Set<String> kinds) {
        return jdbc.sql("SELECT id, lead_id, kind, subject, occurred_at FROM fact WHERE lead_id = :lead AND occurred_at > :after AND occurred_at <= :until"
                        + (kinds == null ? "" : " AND kind IN (:kinds)"))
                .param("lead", leadId).param("after", after == null ? Instant.EPOCH : after).param("until", until).param("kinds", kinds)
                .query((row, n) -> new Fact(row.getLong("id"), row.getLong("lead_id"), row.getString("kind"), row.getString("subject"),
                        row.getObject("occurred_at", Instant.class)))
                .stream().sorted(Engagement.ORDER).toList();
    }

    /** Without points, for many leads and all we sell. */
    Map<Long, Score> totals(Collection<Long> leadIds, Instant at) {
        Map<Long, Score> totals = new HashMap<>();
        jdbc.sql("SELECT * FROM lead_score WHERE lead_id IN (:leads) AND line = '' AND grade <> ''").param("leads", leadIds)
                .query(row -> {
                    totals.put(row.getLong("lead_id"), total(row, at));
                });
        return totals;
    }

    /** The people of a company that have a score, the most interested first, at most so many. */
    List<Score> ofCompany(long companyId, int most, Instant at) {
        return jdbc.sql("""
                        SELECT s.* FROM leads l JOIN lead_score s ON s.lead_id = l.id AND s.line = '' AND s.grade <> ''
                        WHERE l.company_id = :company ORDER BY s.engagement DESC LIMIT :most""").param("company", companyId).param("most", most)
                .query((row, n) -> total(row, at)).list();
    }

    private static Score total(ResultSet row, Instant at) throws SQLException {
        double engagement = Fading.parse(row.getString("fading"), row.getObject("scored_at", Instant.class)).at(at);
        return new Score(row.getDouble("fit"), row.getString("grade"), engagement, row.getInt("heat"), row.getObject("cools_at", Instant.class), at,
                List.of(), List.of());
    }

    private Row row(ResultSet row) throws SQLException {
        Instant at = row.getObject("scored_at", Instant.class);
        String fading = row.getString("fading");
        return new Row(row.getString("line"), row.getDouble("fit"), row.getString("grade"), row.getDouble("engagement"), row.getInt("heat"),
                row.getString("edition"), fading.isEmpty() ? Fading.NOTHING : Fading.parse(fading, at), parse(row.getString("base")),
                row.getObject("base_at", Instant.class), row.getObject("cools_at", Instant.class));
    }

    private String print(Fold.Kept base) {
        try {
            return base == null ? null : json.writeValueAsString(base);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fold.Kept parse(String base) {
        try {
            return base == null ? null : json.readValue(base, Fold.Kept.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
