package io.leadfluss.mail.inbound;

import io.leadfluss.security.Tokens;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of mails from outside. */
@Component
@Transactional
class InboundMails {

    private static final int TRIES = 3;

    private final JdbcClient jdbc;

    InboundMails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A mail to be judged. */
    record Taken(long id, byte[] source, Instant receivedAt) {
    }

    /** Stores a mail; false when the very same one is here already. */
    boolean take(byte[] source, Instant now) {
        return 1 == jdbc.sql("INSERT IGNORE INTO inbound_mail (hash, source, received_at, state, tries) VALUES (?, ?, ?, 'NEW', 0)")
                .params(Tokens.sha256(new String(source, StandardCharsets.ISO_8859_1)), source, now).update();
    }

    /**
     * The next mail after this one that is to be judged. The try is counted before anything is done with it, so that even a mail that ends the
     * program is parked at last.
     */
    Optional<Taken> next(long after) {
        Optional<Taken> next = jdbc.sql("""
                        SELECT id, source, received_at FROM inbound_mail WHERE state = 'NEW' AND id > ? AND tries < ?
                        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED""").params(after, TRIES).query((row, n) -> taken(row)).optional();
        next.ifPresent(mail -> jdbc.sql("UPDATE inbound_mail SET tries = tries + 1 WHERE id = ?").params(mail.id()).update());
        return next;
    }

    int parkHopeless() {
        return jdbc.sql("UPDATE inbound_mail SET state = 'PARKED', reason = 'failed' WHERE state = 'NEW' AND tries >= ?").params(TRIES)
                .update();
    }

    /** Whether the mail is still to be judged, and by nobody else. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lock(long id) {
        return jdbc.sql("SELECT id FROM inbound_mail WHERE id = ? AND state = 'NEW' FOR UPDATE SKIP LOCKED").params(id).query(Long.class)
                .optional().isPresent();
    }

    /** @param reason a short key, or words when it is parked; may be null */
    void finish(long id, MailState state, Judged judged, String reason, Long messageId, Long leadId) {
        jdbc.sql("UPDATE inbound_mail SET state = ?, kind = ?, bounce = ?, status = ?, reason = ?, message_id = ?, lead_id = ? WHERE id = ?")
                .params(state.name(), judged == null ? null : judged.kind().name(),
                        judged == null || judged.bounce() == null ? null : judged.bounce().name(),
                        judged == null || judged.status().isEmpty() ? null : cut(judged.status(), 12), cut(reason, 300), messageId, leadId, id)
                .update();
    }

    /** What strangers wrote is forgotten after its time; what it was, and what was done, stays. */
    int forget(Instant before) {
        return jdbc.sql("UPDATE inbound_mail SET source = NULL WHERE source IS NOT NULL AND received_at < ? LIMIT 1000").params(before)
                .update();
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(row.getLong("id"), row.getBytes("source"), row.getObject("received_at", Instant.class));
    }

    private static String cut(String text, int most) {
        return text != null && text.length() > most ? text.substring(0, most) : text;
    }
}
