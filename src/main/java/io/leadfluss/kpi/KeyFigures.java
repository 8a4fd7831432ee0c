package io.leadfluss.kpi;

import io.leadfluss.lead.Stage;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The figures of the overview, each by one cheap statement. */
@Component
class KeyFigures {

    private static final int DAYS = 30;

    private final JdbcClient jdbc;
    private final Clock clock;

    KeyFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many confirmed leads are at a stage. */
    public record StageCount(Stage stage, long leads) {
    }

    /** How many leads came, and how many confirmed, on a day (UTC). */
    public record Day(LocalDate date, long created, long confirmed) {
    }

    /** What waits for somebody. */
    public record Open(long unconfirmed, long handovers, long overdue, long queued, long notSent, long incidents) {
    }

    List<StageCount> byStage() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("SELECT stage, COUNT(*) leads FROM leads WHERE confirmed_at IS NOT NULL GROUP BY stage")
                .query(row -> {
                    counts.put(row.getString("stage"), row.getLong("leads"));
                });
        return Stream.of(Stage.values()).map(stage -> new StageCount(stage, counts.getOrDefault(stage.name(), 0L))).toList();
    }

    List<Day> lastDays() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate first = today.minusDays(DAYS - 1);
        Map<LocalDate, Long> created = perDay("created_at", first);
        Map<LocalDate, Long> confirmed = perDay("confirmed_at", first);
        return IntStream.range(0, DAYS).mapToObj(first::plusDays)
                .map(day -> new Day(day, created.getOrDefault(day, 0L), confirmed.getOrDefault(day, 0L))).toList();
    }

    Open open() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        SELECT (SELECT COUNT(*) FROM leads WHERE confirmed_at IS NULL) unconfirmed,
                               (SELECT COUNT(*) FROM handover WHERE state = 'OPEN') handovers,
                               (SELECT COUNT(*) FROM handover WHERE state = 'OPEN' AND due_at < :now) overdue,
                               (SELECT COUNT(*) FROM message WHERE state = 'QUEUED') queued,
                               (SELECT COUNT(*) FROM message WHERE state IN ('FAILED', 'IN_DOUBT', 'PARKED')) not_sent,
                               (SELECT COUNT(*) FROM ACT_RU_INCIDENT) incidents""")
                .param("now", now)
                .query((row, n) -> new Open(row.getLong("unconfirmed"), row.getLong("handovers"), row.getLong("overdue"), row.getLong("queued"),
                        row.getLong("not_sent"), row.getLong("incidents"))).single();
    }

    private Map<LocalDate, Long> perDay(String column, LocalDate first) {
        Map<LocalDate, Long> counts = new HashMap<>();
        jdbc.sql("SELECT DATE(" + column + ") day, COUNT(*) leads FROM leads WHERE " + column + " >= :first GROUP BY DATE(" + column + ")")
                .param("first", first)
                .query(row -> {
                    counts.put(row.getObject("day", LocalDate.class), row.getLong("leads"));
                });
        return counts;
    }
}
