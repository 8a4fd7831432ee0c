package io.leadfluss.newsletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What came of an issue, counted anew each time it is asked, or as it was kept. */
@Component
@Transactional
class IssueFigures {

    /**
     * Who of the recipients is known to have read it. Only of those it is known who allowed it before the mail went out and still do: whoever said so
     * later got a mail that reports nothing, and whoever withdrew counts nowhere any more. All figures of reading are made of this, so that they agree.
     */
    private static final String READING = " " + """
            FROM message m JOIN newsletter_recipient r ON r.issue_id = :issue AND r.lead_id = m.lead_id
            JOIN consent c ON c.lead_id = m.lead_id AND c.purpose = 'TRACKING' AND c.state = 'GRANTED' AND c.since <= m.sent_at
            JOIN hit h ON h.message_id = m.id AND h.kind IN ('OPEN', 'CLICK') AND h.done
            WHERE m.source_key LIKE :keys AND m.state = 'SENT'
            """;
    private static final int HOURS = 72;
    private static final int FEWEST_HOURS = 12;

    private final JdbcClient jdbc;
    private final Clock clock;

    IssueFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Phase {
        TEST, FINAL
    }

    /**
     * One variant.
     *
     * @param recipients who are meant to get it
     * @param sent taken by the mail server, whatever became of it
     * @param waiting in the outbox
     * @param withheld not sent on purpose: consent withdrawn meanwhile, blocked, stopped, too late
     * @param failed not taken by the mail server: refused, broken or in doubt
     * @param bounced of those sent, how many came back
     * @param complained who called it spam
     * @param tracked of those sent, how many had agreed that their reading is recorded, and still do: only of these opens and clicks are known
     * @param opened of these, people who opened or clicked
     * @param clicked of these, people who clicked
     * @param machineOpened mails that a machine opened, of which nobody knows whether a person did
     * @param unsubscribed who left within three days after it
     */
    public record Line(Variant variant, int recipients, int sent, int waiting, int withheld, int failed, int bounced, int complained, int tracked,
            int opened, int clicked, int machineOpened, int machineClicked, int unsubscribed) {

        /** Taken, and not come back. With {@link #undelivered}, waiting and withheld these are all recipients. */
        public int delivered() {
            return sent - bounced;
        }

        /** Not taken, or come back. */
        public int undelivered() {
            return failed + bounced;
        }

        public double openRate() {
            return rate(opened);
        }

        public double clickRate() {
            return rate(clicked);
        }

        private double rate(int count) {
            return tracked == 0 ? 0 : 100.0 * count / tracked;
        }
    }

    /** How many people first opened and first clicked in an hour after the first mail was sent. */
    public record Hour(int hour, int opened, int clicked) {
    }

    /** How many people clicked a link. */
    public record ClickedLink(Variant variant, String name, String url, int people) {
    }

    /** How far the mails are. */
    public record Progress(int recipients, int queued, int sent, int waiting) {

        public int percent() {
            return recipients == 0 ? 100 : (int) (100L * (queued - waiting) / recipients);
        }
    }

    @Transactional(readOnly = true)
    Map<Variant, Line> now(long issue) {
        Map<Variant, Integer> left = new EnumMap<>(Variant.class);
        jdbc.sql("""
                        SELECT r.variant, COUNT(DISTINCT r.lead_id) people
                        FROM message m JOIN newsletter_recipient r ON r.issue_id = :issue AND r.lead_id = m.lead_id
                        JOIN fact f ON f.lead_id = m.lead_id AND f.kind = 'LeadUnsubscribed' AND f.occurred_at >= m.sent_at
                          AND f.occurred_at < m.sent_at + INTERVAL 3 DAY
                        WHERE m.source_key LIKE :keys AND m.state = 'SENT' GROUP BY r.variant""")
                .param("issue", issue).param("keys", keys(issue)).query(row -> {
                    left.put(Variant.valueOf(row.getString("variant")), row.getInt("people"));
                });
        Map<Variant, Line> lines = new EnumMap<>(Variant.class);
        jdbc.sql("""
                        SELECT r.variant, COUNT(*) recipients, SUM(m.state <=> 'SENT') sent,
                          SUM(m.state IS NULL AND r.queued_at IS NULL OR m.state IN ('QUEUED', 'CLAIMED', 'SENDING')) waiting,
                          SUM(m.state IS NULL AND r.queued_at IS NOT NULL OR m.state IN ('SUPPRESSED', 'EXPIRED')) withheld,
                          SUM(m.state IS NOT NULL AND m.state IN ('FAILED', 'PARKED', 'IN_DOUBT')) failed,
                          COALESCE(SUM(m.state = 'SENT' AND b.bounced), 0) bounced, COALESCE(SUM(b.complained), 0) complained,
                          SUM(COALESCE(m.state = 'SENT' AND c.since <= m.sent_at, FALSE)) tracked, COALESCE(SUM(h.opened), 0) opened,
                          COALESCE(SUM(h.clicked), 0) clicked, COALESCE(SUM(h.machine_opened), 0) machine_opened,
                          COALESCE(SUM(h.machine_clicked), 0) machine_clicked
                        FROM newsletter_recipient r
                        LEFT JOIN message m ON m.source_key = CONCAT('issue:', r.issue_id, ':', r.lead_id)
                        LEFT JOIN consent c ON c.lead_id = r.lead_id AND c.purpose = 'TRACKING' AND c.state = 'GRANTED'
                        LEFT JOIN (SELECT h.message_id, MAX(h.machine IS NULL) opened, MAX(h.kind = 'CLICK' AND h.machine IS NULL) clicked,
                            MAX(h.kind = 'OPEN' AND h.machine IS NOT NULL) machine_opened, MAX(h.kind = 'CLICK' AND h.machine IS NOT NULL) machine_clicked
                          """ + READING + """
                          GROUP BY h.message_id) h ON h.message_id = m.id
                        LEFT JOIN (SELECT b.message_id, MAX(b.what IN ('HARD', 'SOFT', 'POLICY', 'UNWANTED')) bounced, MAX(b.what = 'COMPLAINT') complained
                          FROM message s JOIN mail_return b ON b.message_id = s.id
                          WHERE s.source_key LIKE :keys GROUP BY b.message_id) b ON b.message_id = m.id
                        WHERE r.issue_id = :issue AND r.variant IS NOT NULL GROUP BY r.variant ORDER BY r.variant""")
                .param("issue", issue).param("keys", keys(issue)).query(row -> {
                    Variant variant = Variant.valueOf(row.getString("variant"));
                    lines.put(variant, line(row, left.getOrDefault(variant, 0)));
                });
        return lines;
    }

    @Transactional(readOnly = true)
    List<Line> kept(long issue, Phase phase) {
        return jdbc.sql("SELECT * FROM newsletter_figure WHERE issue_id = :issue AND phase = :phase ORDER BY variant")
                .param("issue", issue).param("phase", phase.name()).query((row, n) -> line(row, row.getInt("unsubscribed"))).list();
    }

    /** When the figures of this phase were taken. */
    @Transactional(readOnly = true)
    Optional<Instant> keptAt(long issue, Phase phase) {
        return jdbc.sql("SELECT MIN(taken_at) FROM newsletter_figure WHERE issue_id = :issue AND phase = :phase").param("issue", issue)
                .param("phase", phase.name()).query((row, n) -> row.getObject(1, Instant.class)).stream().filter(Objects::nonNull).findFirst();
    }

    void keep(long issue, Phase phase, Collection<Line> lines) {
        lines.forEach(line -> jdbc.sql("""
                        REPLACE INTO newsletter_figure (issue_id, phase, variant, recipients, sent, waiting, withheld, failed, bounced, complained,
                          tracked, opened, clicked, machine_opened, machine_clicked, unsubscribed, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(issue, phase.name(), line.variant.name(), line.recipients, line.sent, line.waiting, line.withheld, line.failed, line.bounced,
                        line.complained, line.tracked,
                        line.opened, line.clicked, line.machineOpened, line.machineClicked, line.unsubscribed, clock.instant()).update());
    }

    @Transactional(readOnly = true)
    Progress progress(long issue) {
        return jdbc.sql("""
                        SELECT (SELECT COUNT(*) FROM newsletter_recipient WHERE issue_id = :issue) recipients, COUNT(*) queued,
                          COALESCE(SUM(state = 'SENT'), 0) sent, COALESCE(SUM(state IN ('QUEUED', 'CLAIMED', 'SENDING')), 0) waiting
                        FROM message WHERE source_key LIKE :keys""").param("issue", issue).param("keys", keys(issue))
                .query((row, n) -> new Progress(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4))).single();
    }

    /** The first three days, hour by hour. */
    @Transactional(readOnly = true)
    List<Hour> hours(long issue, Instant start) {
        Map<Integer, Hour> known = jdbc.sql("""
                        SELECT hour, SUM(opened) opened, SUM(clicked) clicked FROM (
                          SELECT TIMESTAMPDIFF(HOUR, :start, MIN(h.occurred_at)) hour, 1 opened, 0 clicked """ + READING + """
                            AND h.machine IS NULL GROUP BY m.id
                          UNION ALL
                          SELECT TIMESTAMPDIFF(HOUR, :start, MIN(h.occurred_at)) hour, 0 opened, 1 clicked """ + READING + """
                            AND h.machine IS NULL AND h.kind = 'CLICK' GROUP BY m.id) firsts
                        WHERE hour BETWEEN 0 AND :hours GROUP BY hour ORDER BY hour""")
                .param("start", start).param("issue", issue).param("keys", keys(issue)).param("hours", HOURS)
                .query((row, n) -> new Hour(row.getInt(1), row.getInt(2), row.getInt(3))).stream()
                .collect(Collectors.toMap(Hour::hour, Function.identity()));
        int last = known.keySet().stream().max(Integer::compare).orElse(-1);
        return IntStream.rangeClosed(0, last < 0 ? last : Math.max(last, FEWEST_HOURS - 1))
                .mapToObj(hour -> known.getOrDefault(hour, new Hour(hour, 0, 0))).toList();
    }

    @Transactional(readOnly = true)
    List<ClickedLink> links(long issue) {
        return jdbc.sql("""
                        SELECT clicked.variant, l.name, l.url, clicked.people
                        FROM (SELECT r.variant, h.link_id, COUNT(DISTINCT h.message_id) people """ + READING + """
                          AND h.kind = 'CLICK' AND h.machine IS NULL GROUP BY r.variant, h.link_id) clicked JOIN link l ON l.id = clicked.link_id
                        ORDER BY clicked.variant, clicked.people DESC LIMIT 20""")
                .param("issue", issue).param("keys", keys(issue))
                .query((row, n) -> new ClickedLink(Variant.valueOf(row.getString(1)), row.getString(2), row.getString(3), row.getInt(4))).list();
    }

    private static String keys(long issue) {
        return "issue:" + issue + ":%";
    }

    private static Line line(ResultSet row, int unsubscribed) throws SQLException {
        return new Line(Variant.valueOf(row.getString("variant")), row.getInt("recipients"), row.getInt("sent"), row.getInt("waiting"),
                row.getInt("withheld"), row.getInt("failed"), row.getInt("bounced"), row.getInt("complained"), row.getInt("tracked"), row.getInt("opened"), row.getInt("clicked"),
                row.getInt("machine_opened"), row.getInt("machine_clicked"), unsubscribed);
    }
}
