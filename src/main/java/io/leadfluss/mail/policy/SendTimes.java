package io.leadfluss.mail.policy;

import io.leadfluss.calendar.Holidays;
import io.leadfluss.calendar.SendWindow;
import io.leadfluss.mail.policy.Agenda.Wish;
import io.leadfluss.mail.policy.ContactPolicy.Case;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says which advertising must wait, until when and why. Asked in the transaction that takes the mails, for all of them at once. */
@Component
public class SendTimes {

    private static final Logger log = LoggerFactory.getLogger(SendTimes.class);
    /** A mail that still counts may have waited before it went out. */
    private static final Duration LOOK_BACK = Duration.ofDays(60);
    private static final Duration OPENS_COUNT = Duration.ofDays(180);
    /** Whoever has been due for so long does not go soon, maybe because it is held by a person: it reserves nothing. */
    private static final Duration STUCK = Duration.ofHours(1);
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration UNTIL_MENDED = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final ContactPolicy policy;
    private final Holidays holidays;
    private final SendWindow usual;

    SendTimes(JdbcClient jdbc, ContactPolicy policy, Holidays holidays, PolicySettings settings) {
        this.jdbc = jdbc;
        this.policy = policy;
        this.holidays = holidays;
        this.usual = settings.usual();
    }

    private record Reader(long id, ZoneId zone, String country, String state, String stage, String kind) {
    }

    private record Mail(long id, long leadId, String state, String mailing, String journey, int lane, SendWindow window, boolean bestHour,
            boolean tried, Instant queuedAt, Instant nextTryAt, Instant notAfter, Instant sentAt) {

        boolean isWaiting() {
            return state.equals("QUEUED");
        }

        /**
         * When the lead got it; of those on their way or in doubt nobody knows better. Never later than now: another copy of the program may have
         * sent it after we looked at the clock, or by a clock that is ahead of ours.
         */
        Instant taken(Instant now) {
            Instant at = sentAt != null ? sentAt : state.equals("IN_DOUBT") ? nextTryAt : now;
            return at.isAfter(now) ? now : at;
        }
    }

    /**
     * Those of the mails that must wait; the others may go now.
     *
     * @param mails advertising that nothing else keeps from going out
     * @param ended mails that were taken with them and will not go out, so that nothing needs to be kept for them
     * @param locked the leads that nobody else judges mails to meanwhile; mails to others wait a moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Long, Hold> holds(Collection<Long> mails, Collection<Long> ended, Set<Long> leads, Locked locked, Instant now) {
        Map<Long, Hold> holds = new HashMap<>();
        if (mails.isEmpty()) {
            return holds;
        }
        Map<Long, Reader> readers = locked.readers;
        Map<Long, List<Mail>> all = mails(leads, now).stream().filter(mail -> !ended.contains(mail.id())).collect(Collectors.groupingBy(Mail::leadId));
        Map<Long, List<Instant>> opens = opens(all.values().stream().flatMap(List::stream)
                .filter(mail -> mail.bestHour() && !mail.tried() && mails.contains(mail.id())).map(Mail::leadId).collect(Collectors.toSet()), now);
        Set<Long> asked = new HashSet<>(mails);
        all.forEach((lead, its) -> {
            if (readers.containsKey(lead)) {
                holds.putAll(judge(readers.get(lead), its, asked, opens.getOrDefault(lead, List.of()), now));
            } else {
                // Another copy of the program judges mails to this lead, or somebody changes it.
                its.stream().filter(mail -> asked.contains(mail.id())).forEach(mail -> holds.put(mail.id(), new Hold(now.plus(BUSY), HoldReason.of("busy", "", ""))));
            }
        });
        return holds;
    }

    private Map<Long, Hold> judge(Reader lead, List<Mail> mails, Set<Long> asked, List<Instant> opens, Instant now) {
        Map<Long, Hold> holds = new HashMap<>();
        Agenda agenda = new Agenda(lead.zone(), holidays.of(lead.country(), lead.state()),
                mails.stream().filter(mail -> !mail.isWaiting()).map(mail -> mail.taken(now)).toList());
        try {
            mails.stream().filter(mail -> mail.isWaiting() && !asked.contains(mail.id()) && mail.nextTryAt().isAfter(now.minus(STUCK)))
                    .forEach(mail -> agenda.reserve(wish(lead, mail, OptionalInt.empty()), mail.nextTryAt().isAfter(now) ? mail.nextTryAt() : now));
            mails.stream().filter(mail -> asked.contains(mail.id()))
                    .sorted(Comparator.comparing(Mail::lane).thenComparing(Mail::queuedAt).thenComparing(Mail::id)).forEach(mail -> {
                        OptionalInt bestHour = mail.bestHour() && !mail.tried() ? BestHour.of(opens, lead.zone()) : OptionalInt.empty();
                        Wish wish = wish(lead, mail, bestHour);
                        Optional<Hold> found = agenda.judge(wish, now);
                        if (bestHour.isPresent() && found.isPresent() && found.get().until().isAfter(mail.notAfter())) {
                            // Rather at some hour than never.
                            wish = wish(lead, mail, OptionalInt.empty());
                            found = agenda.judge(wish, now);
                        }
                        if (found.isEmpty()) {
                            agenda.take(now);
                        } else {
                            Hold hold = found.get();
                            agenda.reserve(wish, hold.until());
                            holds.put(mail.id(), hold.until().isAfter(mail.notAfter())
                                    ? new Hold(mail.notAfter().plusMillis(1), HoldReason.inVain(hold.reason())) : hold);
                        }
                    });
        } catch (IllegalStateException e) {
            log.error("Advertising waits because it cannot be said how often leads may be written to: {}", e.getMessage());
            mails.stream().filter(mail -> asked.contains(mail.id()))
                    .forEach(mail -> holds.put(mail.id(), new Hold(now.plus(UNTIL_MENDED), HoldReason.of("policy", "", ""))));
        }
        return holds;
    }

    private Wish wish(Reader lead, Mail mail, OptionalInt bestHour) {
        return new Wish(mail.mailing(), mail.lane(), mail.window(), bestHour,
                policy.limits(new Case(mail.journey(), mail.mailing(), mail.lane(), lead.stage(), lead.kind(), lead.country())));
    }

    /** Leads as this transaction holds them. */
    public static final class Locked {

        private final Map<Long, Reader> readers;

        private Locked(Map<Long, Reader> readers) {
            this.readers = readers;
        }
    }

    /**
     * To be called before it is read what these leads got and want: what follows from it stays true until the transaction ends. Skips who is locked
     * elsewhere, since waiting for each other in different orders would end in a deadlock.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Locked lock(Set<Long> leads) {
        return new Locked(leads.isEmpty() ? Map.of() : jdbc.sql("""
                        SELECT l.id, l.time_zone, l.country, l.stage, l.kind, f.value state FROM leads l
                        LEFT JOIN lead_field f ON f.lead_id = l.id AND f.name = 'state' WHERE l.id IN (:leads) FOR UPDATE SKIP LOCKED""")
                .param("leads", leads)
                .query((row, n) -> new Reader(row.getLong("id"), zone(row.getString("time_zone")), row.getString("country"), row.getString("state"),
                        row.getString("stage"), row.getString("kind")))
                .list().stream().collect(Collectors.toMap(Reader::id, Function.identity())));
    }

    private List<Mail> mails(Set<Long> leads, Instant now) {
        return jdbc.sql("""
                        SELECT id, lead_id, state, mailing, journey, lane, send_window, best_hour, attempts, queued_at, next_try_at, not_after, sent_at
                        FROM message WHERE lead_id IN (:leads) AND queued_at > :since AND stream = 'MARKETING'
                          AND state IN ('QUEUED', 'CLAIMED', 'SENDING', 'IN_DOUBT', 'SENT')""")
                .param("leads", leads).param("since", now.minus(LOOK_BACK)).query((row, n) -> mail(row)).list();
    }

    private Mail mail(ResultSet row) throws SQLException {
        return new Mail(row.getLong("id"), row.getLong("lead_id"), row.getString("state"), row.getString("mailing"), row.getString("journey"),
                row.getInt("lane"), row.getString("state").equals("QUEUED") ? window(row.getString("send_window")) : usual,
                row.getBoolean("best_hour"), row.getInt("attempts") > 0, row.getObject("queued_at", Instant.class),
                row.getObject("next_try_at", Instant.class), row.getObject("not_after", Instant.class), row.getObject("sent_at", Instant.class));
    }

    private Map<Long, List<Instant>> opens(Set<Long> leads, Instant now) {
        return leads.isEmpty() ? Map.of() : jdbc.sql("""
                        SELECT lead_id, occurred_at FROM fact WHERE lead_id IN (:leads) AND occurred_at > :since AND kind = 'MailOpened'""")
                .param("leads", leads).param("since", now.minus(OPENS_COUNT))
                .query((row, n) -> Map.entry(row.getLong(1), row.getObject(2, Instant.class))).list().stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** One bad row must not stop the mails taken with it. */
    private SendWindow window(String text) {
        try {
            return text == null ? usual : SendWindow.parse(text);
        } catch (IllegalArgumentException e) {
            return usual;
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
