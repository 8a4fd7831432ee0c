package io.leadfluss.kpi;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.kpi.ServiceMonth.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sets what was promised for a team against what became of its leads, month by month; only leads that marketing held ripe count. */
@Component
class ServiceAgreement {

    private static final int MONTHS = 12;
    /** More leads than these do not wait for their first touch at once; those beyond are looked at when they are touched. */
    private static final int MOST_WAITING = 5_000;

    private final SalesFigures figures;
    private final ServicePromises promises;
    private final BusinessHours hours;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId zone;

    ServiceAgreement(SalesFigures figures, ServicePromises promises, BusinessHours hours, JdbcClient jdbc, Clock clock,
            @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.figures = figures;
        this.promises = promises;
        this.hours = hours;
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    /** So many leads of a month, touched or not, that waited so long. */
    private record Wait(String month, boolean touched, int minutes, long leads) {
    }

    /** The last twelve months, oldest first. */
    List<ServiceMonth> months(String team, Locale locale) {
        Instant now = clock.instant();
        YearMonth last = YearMonth.from(now.atZone(zone));
        Wanted year = Wanted.in(last.minusMonths(MONTHS - 1).atDay(1), last.atEndOfMonth()).with(HandoverBook.RIPE, team);
        List<ServicePromise> promised = promises.of(team);
        Map<String, FigureLine> lines = figures.by(Dimension.MONTH, year).stream().collect(Collectors.toMap(FigureLine::key, Function.identity()));
        Map<String, List<Wait>> waits = waits(year, now);
        return IntStream.range(0, MONTHS).mapToObj(i -> last.minusMonths(MONTHS - 1L - i)).map(month -> {
            FigureLine line = lines.getOrDefault(month.toString(), FigureLine.none(month.toString()));
            ServicePromise promise = inForce(promised, month.atDay(1));
            List<Wait> waited = waits.getOrDefault(month.toString(), List.of());
            long most = promise.touchHours() == null ? Long.MAX_VALUE : promise.touchHours() * 60L;
            long inTime = sum(waited, wait -> wait.touched() && wait.minutes() <= most);
            long late = sum(waited, wait -> wait.minutes() > most);
            return new ServiceMonth(FiguresPage.monthName(month.toString(), locale), month.equals(last), promise,
                    Part.number(promise.leads(), line.handed(), month.equals(last) ? gone(month, now) : 1),
                    Part.share(promise.acceptedShare(), line.accepted(), line.decided()),
                    Part.share(promise.answeredShare(), line.kept(), line.deadlines()),
                    Part.share(promise.touchedShare(), promise.touchHours() == null ? 0 : inTime, promise.touchHours() == null ? 0 : inTime + late));
        }).toList();
    }

    static ServicePromise inForce(List<ServicePromise> newestFirst, LocalDate month) {
        return newestFirst.stream().filter(promise -> !promise.validFrom().isAfter(month)).findFirst().orElseGet(() -> ServicePromise.nothing(month));
    }

    /** How much of the month's working time is over. */
    private double gone(YearMonth month, Instant now) {
        Instant start = month.atDay(1).atStartOfDay(zone).toInstant();
        Duration all = hours.between(start, month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant(), zone, null);
        return all.isZero() ? 1 : (double) hours.between(start, now, zone, null).toMinutes() / all.toMinutes();
    }

    private static long sum(List<Wait> waits, Predicate<Wait> which) {
        return waits.stream().filter(which).mapToLong(Wait::leads).sum();
    }

    /** By the month of the handing over: those that are touched or over as counted then, and those that still wait as of now. */
    private Map<String, List<Wait>> waits(Wanted wanted, Instant now) {
        List<Wait> done = jdbc.sql("""
                        SELECT DATE_FORMAT(handed_on, '%Y-%m') month, touched_on IS NOT NULL touched, waited, COUNT(*) leads FROM handover_figure
                        WHERE handed_on BETWEEN :from AND :to AND waited IS NOT NULL AND purpose = :purpose AND team = :team
                        GROUP BY DATE_FORMAT(handed_on, '%Y-%m'), touched_on IS NOT NULL, waited""")
                .params(wanted.conditions()).param("from", wanted.from()).param("to", wanted.to())
                .query((row, n) -> new Wait(row.getString("month"), row.getBoolean("touched"), row.getInt("waited"), row.getLong("leads"))).list();
        List<Wait> waiting = jdbc.sql("""
                        SELECT DATE_FORMAT(f.handed_on, '%Y-%m') month, h.routed_at, r.time_zone, r.region FROM handover_figure f
                        JOIN handover h ON h.id = f.handover_id LEFT JOIN rep r ON r.username = h.rep
                        WHERE f.waited IS NULL AND f.handed_on BETWEEN :from AND :to AND f.purpose = :purpose AND f.team = :team LIMIT :most""")
                .params(wanted.conditions()).param("from", wanted.from()).param("to", wanted.to()).param("most", MOST_WAITING)
                .query((row, n) -> new Wait(row.getString("month"), false, minutes(row.getObject("routed_at", Instant.class), now,
                        row.getString("time_zone"), row.getString("region")), 1)).list();
        return Stream.concat(done.stream(), waiting.stream()).collect(Collectors.groupingBy(Wait::month));
    }

    private int minutes(Instant from, Instant to, String repsZone, String region) {
        return Math.toIntExact(hours.between(from, to, repsZone == null ? zone : ZoneId.of(repsZone), region).toMinutes());
    }
}
