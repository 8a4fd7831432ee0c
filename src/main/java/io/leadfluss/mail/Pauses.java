package io.leadfluss.mail;

import io.leadfluss.security.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds sending: all of it, a journey or a mailing. It works at once, also for mails that a worker has already in hand; only the one that is just
 * being handed over still goes. When it goes on, mails whose time has passed expire and the others go as their turn comes.
 */
@Component
public class Pauses {

    /** Until when a held mail waits. */
    static final Instant RESUMED = Instant.parse("9999-01-01T00:00:00Z");
    static final String REASON = "paused";
    private static final int LONGEST = 500;
    private static final int CHUNK = 500;
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Recalls recalls;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Pauses(JdbcClient jdbc, Recalls recalls, Audit audit, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.recalls = recalls;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    public enum Scope {
        ALL, JOURNEY, MAILING
    }

    /** Why the program holds a mailing by itself; pages have words for each, with a number in it. */
    public enum Cause {
        UNWRITABLE, REFUSED, DEAD, UNWANTED, SPAM
    }

    /**
     * What is held, by whom in words.
     *
     * @param cause why the program did it by itself; null when somebody did
     * @param number how often that had happened
     * @param why in the words of who did; of the program, what a server or a template said, empty when nothing
     * @param account null, like who, when the program did it
     */
    public record Pause(Scope scope, String name, Cause cause, int number, String why, String account, String who, Instant since) {
    }

    /** The pauses at one moment. */
    record Active(boolean all, Set<String> journeys, Set<String> mailings) {

        boolean holds(Message message) {
            return all || mailings.contains(message.mailing()) || message.journey() != null && journeys.contains(message.journey());
        }
    }

    /**
     * Holds what is named; false when it is held already.
     *
     * @param name of the journey or mailing; not looked at when all is held
     * @param why in words, for whoever is to decide when it goes on
     * @param account who holds it
     */
    public boolean pause(Scope scope, String name, String why, String account) {
        return pause(scope, name, null, 0, why, account);
    }

    /**
     * Holds a mailing as the program by itself; false when it is held already.
     *
     * @param number how often it has happened
     * @param said what a server or a template said of it; empty when nothing
     */
    public boolean hold(String mailing, Cause cause, int number, String said) {
        return pause(Scope.MAILING, mailing, cause, number, said, null);
    }

    private boolean pause(Scope scope, String name, Cause cause, int number, String why, String account) {
        boolean held = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean paused = 1 == jdbc.sql("""
                            INSERT IGNORE INTO mail_pause (scope, name, cause, number, why, account, since) VALUES (?, ?, ?, ?, ?, ?, ?)""")
                    .params(scope.name(), key(scope, name), cause == null ? null : cause.name(), number,
                            why.length() > LONGEST ? why.substring(0, LONGEST) : why, account, clock.instant()).update();
            if (paused) {
                audit.record("mail.pause", target(scope, name));
            }
            return paused;
        }));
        if (held) {
            takeBack(scope, name);
        }
        return held;
    }

    /** Lets it go on; false when it was not held. */
    public boolean resume(Scope scope, String name) {
        boolean resumed = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean deleted = 1 == jdbc.sql("DELETE FROM mail_pause WHERE scope = ? AND name = ?").params(scope.name(), key(scope, name)).update();
            if (deleted) {
                audit.record("mail.resume", target(scope, name));
            }
            return deleted;
        }));
        if (resumed) {
            release();
        }
        return resumed;
    }

    public boolean isPaused(Scope scope, String name) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM mail_pause WHERE scope = ? AND name = ?)").params(scope.name(), key(scope, name))
                .query(Boolean.class).single();
    }

    public List<Pause> list() {
        return jdbc.sql("""
                        SELECT p.scope, p.name, p.cause, p.number, p.why, p.account, COALESCE(a.display_name, p.account), p.since
                        FROM mail_pause p LEFT JOIN account a ON a.username = p.account ORDER BY p.since""")
                .query((row, n) -> new Pause(Scope.valueOf(row.getString(1)), row.getString(2),
                        row.getString(3) == null ? null : Cause.valueOf(row.getString(3)), row.getInt(4), row.getString(5), row.getString(6),
                        row.getString(7), row.getObject(8, Instant.class))).list();
    }

    Active now() {
        List<Pause> pauses = list();
        Set<String> journeys = new HashSet<>();
        Set<String> mailings = new HashSet<>();
        pauses.forEach(pause -> (pause.scope() == Scope.JOURNEY ? journeys : mailings).add(pause.name()));
        return new Active(pauses.stream().anyMatch(pause -> pause.scope() == Scope.ALL), journeys, mailings);
    }

    /** Takes back what a worker took while the pause was being written, and makes due what nothing holds any more. */
    void keepUp() {
        list().forEach(pause -> takeBack(pause.scope(), pause.name()));
        release();
    }

    /** Makes mails due again that nothing holds any more; a few every second, what is urgent first, so that it floods nobody. */
    void release() {
        Active active = now();
        // A name that is never used stands for none, since SQL knows no empty list.
        List<String> mailings = withNone(active.mailings());
        List<String> journeys = withNone(active.journeys());
        Instant due = clock.instant();
        int released = CHUNK;
        for (int parts = 0; released == CHUNK; parts++) {
            Instant turn = due.plus(EVERY.multipliedBy(parts));
            released = transaction.execute(status -> jdbc.sql("""
                            UPDATE message SET next_try_at = :now, reason = NULL
                            WHERE state = 'QUEUED' AND lane BETWEEN 0 AND 3 AND next_try_at = :resumed
                              AND mailing NOT IN (:mailings) AND COALESCE(journey, '') NOT IN (:journeys)
                            ORDER BY lane LIMIT :chunk""")
                    .param("now", turn).param("resumed", RESUMED).param("mailings", mailings).param("journeys", journeys)
                    .param("chunk", CHUNK).update());
        }
    }

    /** Those that a worker holds and has not begun to hand over. */
    private void takeBack(Scope scope, String name) {
        String which = switch (scope) {
            case ALL -> "";
            case JOURNEY -> " AND journey = :name";
            case MAILING -> " AND mailing = :name";
        };
        // Found without locks: a search that locks its way through the index would end in deadlocks with workers that change it.
        List<Long> ids = jdbc.sql("SELECT id FROM message WHERE state IN ('CLAIMED', 'SENDING')" + which + " ORDER BY id")
                .param("name", key(scope, name)).query(Long.class).list();
        if (ids.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                        UPDATE message SET reason = IF(state = 'SENDING', 'paused', reason), lease_owner = IF(state = 'SENDING', lease_owner, NULL),
                          lease_until = IF(state = 'SENDING', lease_until, NULL), attempts = IF(state = 'SENDING', attempts, attempts - 1),
                          state = IF(state = 'SENDING', state, 'QUEUED')
                        WHERE id IN (:ids) AND state IN ('CLAIMED', 'SENDING')""").param("ids", ids).update();
            recalls.ring();
        });
    }

    private static List<String> withNone(Set<String> names) {
        List<String> list = new ArrayList<>(names);
        list.add("?");
        return list;
    }

    private static String key(Scope scope, String name) {
        return scope == Scope.ALL ? "" : name;
    }

    private static String target(Scope scope, String name) {
        return scope == Scope.ALL ? "all" : scope.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
