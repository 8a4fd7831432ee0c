package io.leadfluss.kpi;

import io.leadfluss.lead.LeadAccess;
import io.leadfluss.lead.Stage;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The figures of the overview, each by one cheap statement: of the leads that the viewer sees, so that each equals the list behind it. */
@Component
class KeyFigures {

    private static final int DAYS = 30;

    private final LeadAccess access;
    private final JdbcClient jdbc;
    private final Clock clock;

    KeyFigures(LeadAccess access, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many confirmed leads are at a stage. */
    public record StageCount(Stage stage, long leads) {
    }

    /** How many leads came, and how many confirmed, on a day (UTC). */
    public record Day(LocalDate date, long created, long confirmed) {
    }

    /**
     * What waits for somebody.
     *
     * @param ripe leads that are ready for sales and that nobody has accepted yet
     * @param pooled leads that nobody in sales could take
     */
    public record Open(long unconfirmed, long ripe, long pooled, long notSent, long undecided, long incidents) {
    }

    /** What one has to do in Tasklist, and how much of it is late. */
    public record Tasks(long all, long overdue) {
    }

    List<StageCount> byStage(Authentication viewer) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("SELECT stage, COUNT(*) leads FROM leads WHERE confirmed_at IS NOT NULL AND " + access.condition(viewer, "id") + " GROUP BY stage")
                .param("viewer", viewer.getName())
                .query(row -> {
                    counts.put(row.getString("stage"), row.getLong("leads"));
                });
        return Stream.of(Stage.values()).map(stage -> new StageCount(stage, counts.getOrDefault(stage.name(), 0L))).toList();
    }

    List<Day> lastDays(Authentication viewer) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate first = today.minusDays(DAYS - 1);
        Map<LocalDate, Long> created = perDay("created_at", first, viewer);
        Map<LocalDate, Long> confirmed = perDay("confirmed_at", first, viewer);
        return IntStream.range(0, DAYS).mapToObj(first::plusDays)
                .map(day -> new Day(day, created.getOrDefault(day, 0L), confirmed.getOrDefault(day, 0L))).toList();
    }

    Open open(Authentication viewer) {
        return jdbc.sql("""
                        SELECT (SELECT COUNT(*) FROM leads WHERE confirmed_at IS NULL AND %1$s) unconfirmed,
                               (SELECT COUNT(*) FROM leads WHERE stage = 'MQL' AND %1$s) ripe,
                               (SELECT COUNT(*) FROM handover h JOIN leads ON leads.id = h.lead_id WHERE h.state = 'OPEN' AND h.rep IS NULL AND %1$s) pooled,
                               (SELECT COUNT(*) FROM message WHERE state = 'FAILED') not_sent,
                               (SELECT COUNT(*) FROM message WHERE state IN ('IN_DOUBT', 'PARKED')) undecided,
                               (SELECT COUNT(*) FROM ACT_RU_INCIDENT) incidents""".formatted(access.condition(viewer, "leads.id")))
                .param("viewer", viewer.getName())
                .query((row, n) -> new Open(row.getLong("unconfirmed"), row.getLong("ripe"), row.getLong("pooled"), row.getLong("not_sent"),
                        row.getLong("undecided"), row.getLong("incidents"))).single();
    }

    /** As Tasklist counts them, which is where the number leads to. */
    Tasks tasks(Authentication viewer) {
        return jdbc.sql("SELECT COUNT(*) tasks, COUNT(CASE WHEN DUE_DATE_ < :now THEN 1 END) overdue FROM ACT_RU_TASK WHERE ASSIGNEE_ = :viewer")
                .param("now", Timestamp.from(clock.instant())).param("viewer", viewer.getName())
                .query((row, n) -> new Tasks(row.getLong("tasks"), row.getLong("overdue"))).single();
    }

    private Map<LocalDate, Long> perDay(String column, LocalDate first, Authentication viewer) {
        Map<LocalDate, Long> counts = new HashMap<>();
        jdbc.sql("SELECT DATE(" + column + ") day, COUNT(*) leads FROM leads WHERE " + column + " >= :first AND " + access.condition(viewer, "id")
                        + " GROUP BY DATE(" + column + ")").param("first", first).param("viewer", viewer.getName())
                .query(row -> {
                    counts.put(row.getObject("day", LocalDate.class), row.getLong("leads"));
                });
        return counts;
    }
}
