package io.leadfluss.mail.policy;

import io.leadfluss.security.Audit;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The advertising that waits for its moment, and why. */
@Component
@Transactional
class HeldMails {

    private static final int CHUNK = 5_000;

    private final JdbcClient jdbc;
    private final HoldReason reasons;
    private final Audit audit;
    private final Clock clock;

    HeldMails(JdbcClient jdbc, HoldReason reasons, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.reasons = reasons;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param next when the first of them is judged anew */
    public record Waiting(String reason, int mails, Instant next) {
    }

    /** Most first. */
    @Transactional(readOnly = true)
    List<Waiting> byReason(Locale locale) {
        return jdbc.sql("""
                        SELECT reason, COUNT(*) mails, MIN(next_try_at) next FROM message WHERE state = 'QUEUED' AND lane IN (1, 2, 3) AND next_try_at > :now
                          AND reason LIKE 'held.%' GROUP BY reason ORDER BY mails DESC LIMIT 20""")
                .param("now", clock.instant())
                .query((row, n) -> new Waiting(reasons.words(row.getString("reason"), locale).orElse(row.getString("reason")), row.getInt("mails"),
                        row.getObject("next", Instant.class))).list();
    }

    /** Judges them all anew, by the table as it is now; what still has to wait goes on waiting. */
    int judgeAnew() {
        int due = 0;
        int last = CHUNK;
        while (last == CHUNK) {
            last = jdbc.sql("""
                            UPDATE message SET next_try_at = :now WHERE state = 'QUEUED' AND lane IN (1, 2, 3) AND next_try_at > :now
                              AND reason LIKE 'held.%' LIMIT :chunk""").param("now", clock.instant()).param("chunk", CHUNK).update();
            due += last;
        }
        audit.record("message.judge-anew", Integer.toString(due));
        return due;
    }
}
