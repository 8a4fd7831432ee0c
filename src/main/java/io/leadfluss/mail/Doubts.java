package io.leadfluss.mail;

import io.leadfluss.lead.Facts;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mails of which nobody knows whether they arrived, until something shows it: a click, an answer, a bounce, or a person who looked. */
@Component
class Doubts {

    /** In doubt, or about to be sent once more because of it. */
    private static final String OPEN = "id = :id AND (state = 'IN_DOUBT' OR state = 'QUEUED' AND doubts > 0)";

    private final JdbcClient jdbc;
    private final Facts facts;
    private final Clock clock;

    Doubts(JdbcClient jdbc, Facts facts, Clock clock) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.clock = clock;
    }

    /** Ends as sent; false when it was not in doubt. The reason is a short key. */
    boolean arrived(long id, String reason) {
        boolean resolved = 1 == jdbc.sql("""
                        UPDATE message SET state = 'SENT', sent_at = :now, reason = :reason, lease_owner = NULL, lease_until = NULL
                        WHERE\s""" + OPEN).param("now", clock.instant()).param("reason", reason).param("id", id).update();
        if (resolved) {
            toLead(id).map(mail -> new MailSent(mail.leadId(), mail.mailing(), id)).ifPresent(facts::record);
        }
        return resolved;
    }

    /** Ends as failed; false when it was not in doubt. */
    boolean bounced(long id, String reason) {
        boolean resolved = 1 == jdbc.sql("UPDATE message SET state = 'FAILED', reason = :reason, lease_owner = NULL, lease_until = NULL WHERE " + OPEN)
                .param("reason", reason).param("id", id).update();
        if (resolved) {
            toLead(id).map(mail -> new MailFailed(mail.leadId(), mail.mailing(), id)).ifPresent(facts::record);
        }
        return resolved;
    }

    /** Ends as failed, because a person no longer cares or the mail can never be written. */
    boolean givenUp(long id) {
        boolean givenUp = 1 == jdbc.sql("UPDATE message SET state = 'FAILED', reason = 'given-up' WHERE id = ? AND state IN ('IN_DOUBT', 'PARKED')")
                .params(id).update();
        if (givenUp) {
            toLead(id).map(mail -> new MailFailed(mail.leadId(), mail.mailing(), id)).ifPresent(facts::record);
        }
        return givenUp;
    }

    /** A mail that was opened, or of which a link was followed, has arrived, be it at a person or at a machine on the way to one. */
    void look() {
        jdbc.sql("""
                        SELECT m.id, MIN(h.kind) FROM message m JOIN hit h ON h.message_id = m.id
                        WHERE m.state = 'IN_DOUBT' OR m.state = 'QUEUED' AND m.doubts > 0 GROUP BY m.id""")
                .query((row, n) -> Map.entry(row.getLong(1), row.getString(2))).list()
                .forEach(hit -> arrived(hit.getKey(), hit.getValue().toLowerCase(Locale.ROOT)));
    }

    /** A mail to the staff is nothing that happened to the lead. */
    private Optional<ToLead> toLead(long id) {
        return jdbc.sql("SELECT lead_id, mailing FROM message WHERE id = :id AND stream <> 'STAFF'").param("id", id)
                .query((row, n) -> new ToLead(row.getLong(1), row.getString(2))).optional();
    }

    private record ToLead(long leadId, String mailing) {
    }
}
