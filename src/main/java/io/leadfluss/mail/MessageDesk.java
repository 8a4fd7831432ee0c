package io.leadfluss.mail;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.mail.policy.HoldReason;
import io.leadfluss.security.Audit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the staff can see of the outbox, and decide where the program must not. */
@Component
@Transactional
class MessageDesk {

    static final int PAGE = 50;
    /** Counting every mail ever sent would take seconds, and nobody turns that many pages. */
    private static final int MOST = 10_000;
    private static final Duration CHANCE = Duration.ofDays(1);
    /** Says of a mail that the relay had taken that it came back all the same. */
    private static final String CAME_BACK = """
            m.state = 'SENT' AND EXISTS (SELECT 1 FROM mail_return r WHERE r.message_id = m.id AND r.what <> 'COMPLAINT') came_back""";
    private static final String LISTED = """
            SELECT m.id, m.lead_id, m.stream, m.mailing, m.language, m.subject, m.state, m.reason, m.attempts, m.queued_at, m.next_try_at,
              m.sent_at,\s""" + CAME_BACK + """
              , l.first_name, l.last_name, l.email, a.display_name
            FROM message m LEFT JOIN leads l ON l.id = m.lead_id LEFT JOIN account a ON a.username = m.account
            """;

    private final JdbcClient jdbc;
    private final Doubts doubts;
    private final Audit audit;
    private final MessageSource texts;
    private final HoldReason holds;
    private final Clock clock;

    MessageDesk(JdbcClient jdbc, Doubts doubts, Audit audit, MessageSource texts, HoldReason holds, Clock clock) {
        this.jdbc = jdbc;
        this.doubts = doubts;
        this.audit = audit;
        this.texts = texts;
        this.holds = holds;
        this.clock = clock;
    }

    /** Newest first; a state of null means all. */
    @Transactional(readOnly = true)
    List<ListedMessage> list(MessageState state, int page, Locale locale) {
        return jdbc.sql(LISTED + (state == null ? "" : "WHERE m.state = :state ") + "ORDER BY m.id DESC LIMIT :limit OFFSET :offset")
                .param("state", state == null ? null : state.name()).param("limit", PAGE).param("offset", page * PAGE)
                .query((row, n) -> listed(row, locale)).list();
    }

    @Transactional(readOnly = true)
    int count(MessageState state) {
        return jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 FROM message " + (state == null ? "" : "WHERE state = :state ") + "LIMIT :most) counted")
                .param("state", state == null ? null : state.name()).param("most", MOST).query(Integer.class).single();
    }

    @Transactional(readOnly = true)
    Optional<ShownMessage> find(long id, Locale locale) {
        return jdbc.sql("""
                        SELECT m.*,\s""" + CAME_BACK + """
                        , l.first_name, l.last_name, l.email, a.display_name
                        FROM message m LEFT JOIN leads l ON l.id = m.lead_id LEFT JOIN account a ON a.username = m.account WHERE m.id = :id""")
                .param("id", id).query((row, n) -> new ShownMessage(listed(row, locale), row.getString("purpose"), row.getString("journey"),
                        row.getString("domain"), row.getString("template_version"), row.getString("message_id"), row.getString("relay_answer"),
                        row.getInt("doubts"), instant(row, "queued_at"), instant(row, "not_after"))).optional();
    }

    /** How many mails wait for a person, by state. */
    @Transactional(readOnly = true)
    Map<MessageState, Integer> undecided() {
        Map<MessageState, Integer> counts = new EnumMap<>(MessageState.class);
        jdbc.sql("SELECT state, COUNT(*) FROM message WHERE state IN ('IN_DOUBT', 'PARKED') GROUP BY state")
                .query(row -> {
                    counts.put(MessageState.valueOf(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    @Transactional(readOnly = true)
    List<ListedMessage> of(long leadId, int limit, Locale locale) {
        return jdbc.sql(LISTED + "WHERE m.lead_id = :lead ORDER BY m.queued_at DESC, m.id DESC LIMIT :limit")
                .param("lead", leadId).param("limit", limit).query((row, n) -> listed(row, locale)).list();
    }

    /** Believes that a doubtful mail has arrived; false when it is no longer in doubt. */
    boolean countAsSent(long id) {
        boolean counted = isIn("'IN_DOUBT'", id) && doubts.arrived(id, "counted");
        if (counted) {
            audit.record("message.count-as-sent", Long.toString(id));
        }
        return counted;
    }

    /** Gives up a mail that is in doubt or cannot be written; false when it is in another state by now. */
    boolean giveUp(long id) {
        boolean givenUp = isIn("'IN_DOUBT', 'PARKED'", id) && doubts.givenUp(id);
        if (givenUp) {
            audit.record("message.give-up", Long.toString(id));
        }
        return givenUp;
    }

    private boolean isIn(String states, long id) {
        return jdbc.sql("SELECT id FROM message WHERE id = ? AND state IN (" + states + ") FOR UPDATE").params(id).query(Long.class).optional()
                .isPresent();
    }

    /** Queues a doubtful or parked mail again, under its old Message-ID and with all checks; false when it is in another state by now. */
    boolean sendAgain(long id) {
        boolean queued = 1 == requeue("id = :key AND state IN ('IN_DOUBT', 'PARKED')", id);
        if (queued) {
            audit.record("message.send-again", Long.toString(id));
        }
        return queued;
    }

    /** Queues all parked mails of this mailing again, after it was mended. */
    int sendParkedAgain(String mailing) {
        int queued = requeue("mailing = :key AND state = 'PARKED'", mailing);
        audit.record("message.send-parked-again", mailing);
        return queued;
    }

    /** The mailings of which mails are parked. */
    @Transactional(readOnly = true)
    Map<String, Integer> parked() {
        return jdbc.sql("SELECT mailing, COUNT(*) FROM message WHERE state = 'PARKED' GROUP BY mailing ORDER BY mailing")
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private int requeue(String which, Object key) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE message SET state = 'QUEUED', reason = 'again', attempts = 0, next_try_at = :now,
                          not_after = GREATEST(not_after, :chance), lease_owner = NULL, lease_until = NULL WHERE\s""" + which)
                .param("now", now).param("chance", now.plus(CHANCE)).param("key", key).update();
    }

    private ListedMessage listed(ResultSet row, Locale locale) throws SQLException {
        String reason = row.getString("reason");
        MessageState state = MessageState.valueOf(row.getString("state"));
        Instant next = instant(row, "next_try_at");
        return new ListedMessage(row.getLong("id"), row.getLong("lead_id"), to(row), Stream.valueOf(row.getString("stream")),
                row.getString("mailing"), row.getString("language"), row.getString("subject"), state, words(reason, locale), row.getInt("attempts"),
                instant(row, "queued_at"), state == MessageState.QUEUED && next.isAfter(clock.instant()) ? next : null, instant(row, "sent_at"),
                row.getBoolean("came_back"));
    }

    private String words(String reason, Locale locale) {
        return reason == null ? null : holds.words(reason, locale).orElseGet(() -> texts.getMessage("mail.reason." + reason, null, reason, locale));
    }

    private static String to(ResultSet row) throws SQLException {
        if (row.getString("display_name") != null) {
            return row.getString("display_name");
        }
        String first = row.getString("first_name");
        String last = row.getString("last_name");
        String name = ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
        return !name.isEmpty() ? name : masked(row.getString("email"));
    }

    private static String masked(String email) {
        try {
            return email == null ? "–" : EmailAddress.parse(email).masked();
        } catch (InvalidAddress e) {
            return "–";
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Instant.class);
    }
}
