package io.leadfluss.handover.digest;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.calendar.BusinessHours.Stretch;
import io.leadfluss.handover.Roster;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends each rep a mail in the morning of a working day that tells what is due and overdue, and managers what their team has let pass. One a day, by the
 * clocks and holidays where the rep is; none when nothing waits, when the rep is away, or when the rep does not want it.
 */
@Component
public class Digests {

    static final String KEY = "digest:";

    /** So long before work begins the mail lies in the mailbox. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final OpenWorks works;
    private final Roster roster;
    private final BusinessHours hours;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Clock clock;

    Digests(OpenWorks works, Roster roster, BusinessHours hours, Outbox outbox, JdbcClient jdbc, Clock clock) {
        this.works = works;
        this.roster = roster;
        this.hours = hours;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Reader(String username, boolean manager, ZoneId zone, String region) {
    }

    /** Sends those that are due now and have not been sent today, as this mailing; answers how many. To be asked every hour. */
    @Transactional
    public int sendDue(String mailing) {
        Instant now = clock.instant();
        Set<String> away = roster.away(now).keySet();
        return (int) readers().stream().filter(reader -> !away.contains(reader.username()) && send(reader, mailing, now)).count();
    }

    private boolean send(Reader reader, String mailing, Instant now) {
        Optional<Stretch> day = day(reader, now);
        if (day.isEmpty()) {
            return false;
        }
        Instant evening = day.get().until();
        if (works.of(reader.username(), evening).isEmpty() && (!reader.manager() || works.ofTeam(reader.username(), now).isEmpty())) {
            return false;
        }
        return outbox.enqueue(MailOrder.toStaff(KEY + reader.username() + ":" + now.atZone(reader.zone()).toLocalDate(), reader.username(), mailing,
                "/camunda/app/tasklist/default/", "digest", evening).enclosing(KEY + reader.username()));
    }

    /** The working time of today, if it begins within the next hour or has begun. */
    private Optional<Stretch> day(Reader reader, Instant now) {
        LocalDate today = now.atZone(reader.zone()).toLocalDate();
        return hours.first(today.atStartOfDay(reader.zone()).toInstant(), today.plusDays(1).atStartOfDay(reader.zone()).toInstant(), reader.zone(),
                reader.region()).filter(day -> !now.isBefore(day.from().minus(AHEAD)) && now.isBefore(day.until()));
    }

    private List<Reader> readers() {
        return jdbc.sql("""
                        SELECT r.username, r.manager, r.time_zone, r.region FROM rep r JOIN account a ON a.username = r.username
                        WHERE r.digest AND a.enabled ORDER BY r.username""")
                .query((row, n) -> new Reader(row.getString(1), row.getBoolean(2), ZoneId.of(row.getString(3)), row.getString(4))).list();
    }
}
