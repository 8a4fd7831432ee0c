package io.leadfluss.mail.template;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What became of mailings: of people and, beside them, of the machines that open and click before people do. */
@Component
@Transactional(readOnly = true)
class MailingFigures {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Clock clock;

    MailingFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many mails, and of how many of them somebody or something opened or clicked. Only of leads who allow tracking anything is seen. */
    public record Figures(long sent, long waiting, long notSent, long opened, long openedByMachine, long clicked, long clickedByMachine) {
    }

    /** A state of the template in which it was sent. */
    public record Version(String version, String language, long sent, Instant from, Instant to) {
    }

    /** Mails sent in the last 30 days, by mailing. */
    Map<String, Long> sentLately() {
        Map<String, Long> sent = new HashMap<>();
        jdbc.sql("SELECT mailing, COUNT(*) FROM message WHERE state = 'SENT' AND queued_at >= :since GROUP BY mailing")
                .param("since", clock.instant().minus(MONTH)).query(row -> {
                    sent.put(row.getString(1), row.getLong(2));
                });
        return sent;
    }

    /** Of the last 90 days. */
    Figures of(String mailing) {
        Instant since = clock.instant().minus(QUARTER);
        Map<String, Long> states = new HashMap<>();
        jdbc.sql("SELECT state, COUNT(*) FROM message WHERE mailing = :mailing AND queued_at >= :since GROUP BY state")
                .param("mailing", mailing).param("since", since).query(row -> {
                    states.put(row.getString(1), row.getLong(2));
                });
        Map<String, Long> hits = new HashMap<>();
        jdbc.sql("""
                        SELECT h.kind, h.machine IS NULL human, COUNT(DISTINCT h.message_id) FROM hit h JOIN message m ON m.id = h.message_id
                        WHERE m.mailing = :mailing AND m.queued_at >= :since AND (h.machine IS NOT NULL OR h.done) GROUP BY h.kind, human""")
                .param("mailing", mailing).param("since", since).query(row -> {
                    hits.put(row.getString(1) + row.getBoolean(2), row.getLong(3));
                });
        long sent = states.getOrDefault("SENT", 0L);
        long waiting = List.of("QUEUED", "CLAIMED", "SENDING").stream().mapToLong(state -> states.getOrDefault(state, 0L)).sum();
        long all = states.values().stream().mapToLong(Long::longValue).sum();
        return new Figures(sent, waiting, all - sent - waiting, hits.getOrDefault("OPENtrue", 0L), hits.getOrDefault("OPENfalse", 0L),
                hits.getOrDefault("CLICKtrue", 0L), hits.getOrDefault("CLICKfalse", 0L));
    }

    /** The states of its template that were sent in the last 90 days, newest first. */
    List<Version> versions(String mailing) {
        return jdbc.sql("""
                        SELECT template_version, language, COUNT(*) sent, MIN(sent_at) first, MAX(sent_at) last FROM message
                        WHERE mailing = :mailing AND queued_at >= :since AND state = 'SENT' AND template_version IS NOT NULL
                        GROUP BY template_version, language ORDER BY last DESC LIMIT 10""")
                .param("mailing", mailing).param("since", clock.instant().minus(QUARTER))
                .query((row, n) -> new Version(row.getString(1), row.getString(2), row.getLong(3), row.getObject(4, Instant.class),
                        row.getObject(5, Instant.class))).list();
    }
}
