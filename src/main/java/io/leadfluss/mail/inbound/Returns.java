package io.leadfluss.mail.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what came back of our mails, and counts it. Nothing follows from it here, so that it costs whoever reports it one row. */
@Component
class Returns {

    /** The longest that servers try before they give up, and some. */
    private static final Duration SURELY_DELIVERED = Duration.ofDays(6);
    private static final int TRIES = 5;
    private static final String ROW = """
            SELECT r.message_id, r.what, r.lead_id, r.mailing, m.stream, r.status, r.words, r.occurred_at
            FROM mail_return r JOIN message m ON m.id = r.message_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Returns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who told. */
    enum Way {
        RELAY, MAIL
    }

    /** Keeps it; false when this was known of this mail already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean add(Trace trace, String what, Way way, String status, String words) {
        return 1 == jdbc.sql("""
                        INSERT IGNORE INTO mail_return (message_id, what, lead_id, mailing, way, status, words, occurred_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(trace.messageId(), what, trace.leadId(), trace.mailing(), way.name(), cut(status, 12),
                cut(words.replaceAll("\\s+", " ").strip(), 500),
                        clock.instant()).update();
    }

    /** Those of which the consequences are still to be drawn. */
    List<Returned> open(int limit) {
        return jdbc.sql(ROW + "WHERE r.outcome IS NULL AND r.tries < ? ORDER BY r.occurred_at LIMIT ?").params(TRIES, limit)
                .query((row, n) -> returned(row)).list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Returned> lock(Returned open) {
        return jdbc.sql(ROW + "WHERE r.message_id = ? AND r.what = ? AND r.outcome IS NULL FOR UPDATE SKIP LOCKED")
                .params(open.messageId(), open.what())
                .query((row, n) -> returned(row)).optional();
    }

    void finish(Returned returned, Outcome outcome) {
        jdbc.sql("UPDATE mail_return SET outcome = ? WHERE message_id = ? AND what = ?")
                .params(outcome.name(), returned.messageId(), returned.what())
                .update();
    }

    void failed(Returned returned) {
        jdbc.sql("UPDATE mail_return SET tries = tries + 1 WHERE message_id = ? AND what = ?")
                .params(returned.messageId(), returned.what()).update();
    }

    int count(String mailing, String what, Duration back) {
        return jdbc.sql("SELECT COUNT(*) FROM mail_return WHERE mailing = ? AND what = ? AND occurred_at > ?")
                .params(mailing, what, clock.instant().minus(back)).query(Integer.class).single();
    }

    /** How many mails of this mailing have left, those included that were refused at once. */
    int left(String mailing, Duration back) {
        return jdbc.sql("SELECT COUNT(*) FROM message WHERE mailing = ? AND queued_at > ? AND state IN ('SENT', 'FAILED')")
                .params(mailing, clock.instant().minus(back)).query(Integer.class).single();
    }

    /** The soft bounces of a lead since a mail was last surely delivered to it. */
    SoftBounces soft(long leadId) {
        Instant now = clock.instant();
        Instant delivered = jdbc.sql("""
                        SELECT GREATEST(
                          COALESCE((SELECT MAX(m.sent_at) FROM message m WHERE m.lead_id = :lead AND m.stream <> 'STAFF' AND m.state = 'SENT'
                            AND m.sent_at < :sure AND NOT EXISTS (SELECT 1 FROM mail_return r WHERE r.message_id = m.id)), '1970-01-01'),
                          COALESCE((SELECT MAX(f.occurred_at) FROM fact f WHERE f.lead_id = :lead
                            AND f.kind IN ('MailOpened', 'LinkClicked', 'MailReplied', 'ConsentConfirmed')), '1970-01-01'))""")
                .param("lead", leadId).param("sure", now.minus(SURELY_DELIVERED)).query((row, n) -> row.getObject(1, Instant.class))
                .single();
        return jdbc.sql("SELECT COUNT(*), MIN(occurred_at), MAX(occurred_at) FROM mail_return WHERE lead_id = ? AND what = 'SOFT' AND occurred_at > ?"
                        + " AND COALESCE(outcome, '') <> 'LIFTED'")
                .params(leadId, delivered)
                .query((row, n) -> new SoftBounces(row.getInt(1), row.getObject(2, Instant.class), row.getObject(3, Instant.class)))
                .single();
    }

    record SoftBounces(int count, Instant first, Instant last) {

        boolean reach(InboundSettings.Soft limit) {
            return count >= limit.bounces() && Duration.between(first, last).compareTo(limit.over()) >= 0;
        }
    }

    private static Returned returned(ResultSet row) throws SQLException {
        return new Returned(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5), row.getString(6),
                row.getString(7),
                row.getObject(8, Instant.class));
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
