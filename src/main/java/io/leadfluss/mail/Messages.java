package io.leadfluss.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.mail.Delivery.Ready;
import io.leadfluss.mail.template.PlainText;
import io.leadfluss.mail.template.Rendered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of the outbox and their changes of state. A mail is due by the program's clock, but taken for a time by the database's: copies of the
 * program on several machines must agree on it.
 */
@Component
class Messages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter SQL_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final JdbcClient jdbc;
    private final Recalls recalls;
    private final String owner = UUID.randomUUID().toString();
    private final long leaseSeconds;

    Messages(JdbcClient jdbc, Recalls recalls, MailSettings settings) {
        this.jdbc = jdbc;
        this.recalls = recalls;
        this.leaseSeconds = settings.dispatch().lease().toSeconds();
    }

    /** Locks due mails that nobody else has locked. */
    List<Message> lockDue(int lane, Instant now, int limit) {
        return jdbc.sql("""
                        SELECT id, lead_id, account, stream, purpose, mailing, reference, journey, message_id, attempts, doubts, queued_at, not_after,
                          sender, topic, product_group, enclosure
                        FROM message WHERE state = 'QUEUED' AND lane = :lane AND next_try_at <= :now
                        ORDER BY next_try_at LIMIT :limit FOR UPDATE SKIP LOCKED""")
                .param("lane", lane).param("now", now).param("limit", limit).query((row, n) -> message(row)).list();
    }

    Map<Long, Addressee> addressees(Collection<Long> leadIds) {
        return jdbc.sql("""
                        SELECT l.id, l.email, l.confirmed_at IS NOT NULL confirmed, l.salutation, l.first_name, l.last_name, c.name company,
                          l.language, l.time_zone
                        FROM leads l LEFT JOIN company c ON c.id = l.company_id WHERE l.id IN (:leads)""")
                .param("leads", leadIds).query((row, n) -> addressee(row)).list().stream()
                .collect(Collectors.toMap(Addressee::leadId, Function.identity()));
    }

    void claim(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            UPDATE message SET state = 'CLAIMED', attempts = attempts + 1, lease_owner = :owner,
                              lease_until = UTC_TIMESTAMP(3) + INTERVAL :lease SECOND WHERE id IN (:ids)""")
                    .param("owner", owner).param("lease", leaseSeconds).param("ids", ids).update();
        }
    }

    /** Ends mails that have been locked but not claimed. */
    void drop(Collection<Long> ids, MessageState state, String reason) {
        jdbc.sql("""
                        UPDATE message SET state = :state, reason = IF(:reason = 'too-late' AND reason LIKE 'held.%', CONCAT('too-late.', reason), :reason)
                        WHERE id IN (:ids)""")
                .param("state", state.name()).param("reason", reason).param("ids", ids).update();
    }

    /** Lets mails wait on that have been locked but not claimed. */
    void hold(Collection<Long> ids, Instant until, String reason) {
        jdbc.sql("UPDATE message SET next_try_at = :until, reason = :reason WHERE id IN (:ids)")
                .param("until", until).param("reason", cut(reason)).param("ids", ids).update();
    }

    /** Notes that these mails go out without a consent, to existing customers. */
    void restOnSale(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("UPDATE message SET basis = 'EXISTING_CUSTOMER' WHERE id IN (:ids)").param("ids", ids).update();
        }
    }

    /** When the leads were last sent advertising, or will have been in a moment; those that never were are not in it. */
    Map<Long, Instant> lastAdvertised(Collection<Long> leadIds, Instant now) {
        return leadIds.isEmpty() ? Map.of() : jdbc.sql("""
                        SELECT lead_id, MAX(COALESCE(sent_at, :now)) last FROM message
                        WHERE lead_id IN (:leads) AND stream = 'MARKETING' AND state IN ('CLAIMED', 'SENDING', 'SENT', 'IN_DOUBT') GROUP BY lead_id""")
                .param("now", now).param("leads", leadIds)
                .query((row, n) -> Map.entry(row.getLong("lead_id"), row.getObject("last", Instant.class))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Takes back what is not handed over yet to a lead that has just chosen otherwise, and lets it be judged anew at once. */
    void reconsider(long leadId, Instant now) {
        // In MariaDB an assignment sees those before it, so the state comes last.
        jdbc.sql("""
                        UPDATE message SET reason = IF(state = 'SENDING', 'paused', reason), lease_owner = IF(state = 'SENDING', lease_owner, NULL),
                          lease_until = IF(state = 'SENDING', lease_until, NULL), attempts = IF(state = 'SENDING', attempts, attempts - 1),
                          state = IF(state = 'SENDING', state, 'QUEUED')
                        WHERE lead_id = ? AND stream = 'MARKETING' AND state IN ('CLAIMED', 'SENDING')""").params(leadId).update();
        recalls.ring();
        jdbc.sql("""
                        UPDATE message SET next_try_at = ?, reason = NULL
                        WHERE lead_id = ? AND stream = 'MARKETING' AND state = 'QUEUED' AND reason IN ('break', 'seldom')""").params(now, leadId).update();
    }

    /** From here on these mails may leave. Left out are those that have been taken back, or taken over because we were silent too long. */
    List<Ready> letGo(List<Ready> mails) {
        if (mails.isEmpty()) {
            return mails;
        }
        int letGo = jdbc.sql("""
                        UPDATE JSON_TABLE(:rows, '$[*]' COLUMNS (id BIGINT PATH '$.id', language VARCHAR(2) PATH '$.language',
                          version VARCHAR(12) PATH '$.version', subject VARCHAR(300) PATH '$.subject', message_id VARCHAR(200) PATH '$.messageId',
                          domain VARCHAR(255) PATH '$.domain')) j STRAIGHT_JOIN message m FORCE INDEX (PRIMARY) ON m.id = j.id
                        SET m.state = 'SENDING', m.language = j.language, m.template_version = j.version, m.subject = j.subject,
                          m.message_id = j.message_id, m.domain = j.domain, m.reason = NULL,
                          m.lease_until = UTC_TIMESTAMP(3) + INTERVAL :lease SECOND
                        WHERE m.state = 'CLAIMED' AND m.lease_owner = :owner""")
                .param("rows", rows(mails, Messages::leaving)).param("lease", leaseSeconds).param("owner", owner).update();
        if (letGo == mails.size()) {
            return mails;
        }
        Set<Long> gone = stillLeaving(mails.stream().map(Ready::id).toList());
        return mails.stream().filter(ready -> gone.contains(ready.id())).toList();
    }

    private static Map<String, Object> leaving(Ready ready) {
        Rendered rendered = ready.mail().rendered();
        Map<String, Object> row = new HashMap<>();
        row.put("id", ready.id());
        row.put("language", rendered.language());
        row.put("version", rendered.version());
        row.put("subject", rendered.subject());
        row.put("messageId", ready.mail().messageId());
        row.put("domain", ready.domain());
        return row;
    }

    /** Those of the mails let go that nobody has recalled meanwhile; waits for whoever is about to. */
    Set<Long> stillLeaving(Collection<Long> ids) {
        return new HashSet<>(jdbc.sql("""
                        SELECT id FROM message WHERE id IN (:ids) AND state = 'SENDING' AND lease_owner = :owner AND reason IS NULL FOR UPDATE""")
                .param("ids", ids).param("owner", owner).query(Long.class).list());
    }

    /** Ends mails that were let go and recalled before they were handed over. */
    void recalled(Collection<Long> ids) {
        jdbc.sql("""
                        UPDATE message SET state = IF(reason = 'paused', 'QUEUED', 'SUPPRESSED'), attempts = attempts - 1, lease_owner = NULL,
                          lease_until = NULL
                        WHERE id IN (:ids) AND state = 'SENDING' AND lease_owner = :owner AND reason IS NOT NULL""")
                .param("ids", ids).param("owner", owner).update();
    }

    /** How many of them it is true of; also resolves doubts that arose because we were silent too long. */
    int sent(List<Handled> mails) {
        return mails.isEmpty() ? 0 : jdbc.sql("""
                        UPDATE JSON_TABLE(:rows, '$[*]' COLUMNS (id BIGINT PATH '$.id', at DATETIME(3) PATH '$.at', answer VARCHAR(500) PATH '$.answer')) j
                        STRAIGHT_JOIN message m FORCE INDEX (PRIMARY) ON m.id = j.id
                        SET m.state = 'SENT', m.sent_at = j.at, m.relay_answer = j.answer, m.reason = NULL, m.lease_owner = NULL, m.lease_until = NULL
                        WHERE m.state IN ('SENDING', 'IN_DOUBT') AND m.lease_owner = :owner""")
                .param("rows", rows(mails, handled -> Map.of("id", handled.message().id(), "at", SQL_TIME.format(handled.at()),
                        "answer", handled.answer().text()))).param("owner", owner).update();
    }

    /** Many rows as one parameter, so that one statement does for all of them. */
    private static <T> String rows(List<T> all, Function<T, Map<String, Object>> row) {
        try {
            return JSON.writeValueAsString(all.stream().map(row).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean end(long id, MessageState state, String reason) {
        return 1 == jdbc.sql("""
                        UPDATE message SET state = ?, reason = ?, lease_owner = NULL, lease_until = NULL
                        WHERE id = ? AND state IN ('CLAIMED', 'SENDING') AND lease_owner = ?""")
                .params(state.name(), cut(reason), id, owner).update();
    }

    boolean tryAgain(long id, Instant next, String reason) {
        return 1 == jdbc.sql("""
                        UPDATE message SET state = 'QUEUED', next_try_at = ?, reason = ?, lease_owner = NULL, lease_until = NULL
                        WHERE id = ? AND state IN ('CLAIMED', 'SENDING') AND lease_owner = ?""")
                .params(next, cut(reason), id, owner).update();
    }

    boolean sendAgainOnce(long id, Instant next, String reason) {
        return 1 == jdbc.sql("""
                        UPDATE message SET state = 'QUEUED', doubts = 1, next_try_at = ?, reason = ?, lease_owner = NULL, lease_until = NULL
                        WHERE id = ? AND state = 'SENDING' AND lease_owner = ?""")
                .params(next, cut(reason), id, owner).update();
    }

    /** Gives mails back for which nothing was tried; the reason may be null. */
    void giveBack(Collection<Long> ids, String reason) {
        jdbc.sql("""
                        UPDATE message SET state = 'QUEUED', attempts = attempts - 1, reason = :reason, lease_owner = NULL, lease_until = NULL
                        WHERE id IN (:ids) AND state IN ('CLAIMED', 'SENDING') AND lease_owner = :owner""")
                .param("reason", cut(reason)).param("ids", ids).param("owner", owner).update();
    }

    void keepLeases(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            UPDATE message SET lease_until = UTC_TIMESTAMP(3) + INTERVAL :lease SECOND
                            WHERE id IN (:ids) AND state IN ('CLAIMED', 'SENDING') AND lease_owner = :owner""")
                    .param("lease", leaseSeconds).param("ids", List.copyOf(ids)).param("owner", owner).update();
        }
    }

    /** Frees the mails of a copy of the program that died. What it was just handing over may have arrived, or not. */
    int freeOverdue() {
        // Found without locks: a search that locks its way through the index would end in deadlocks with workers that change it.
        List<Long> overdue = jdbc.sql("""
                        SELECT id FROM message WHERE state IN ('CLAIMED', 'SENDING') AND lease_until < UTC_TIMESTAMP(3) ORDER BY id""")
                .query(Long.class).list();
        return overdue.isEmpty() ? 0 : jdbc.sql("""
                        UPDATE message SET state = 'QUEUED', lease_owner = NULL, lease_until = NULL
                        WHERE id IN (:ids) AND state = 'CLAIMED' AND lease_until < UTC_TIMESTAMP(3)""").param("ids", overdue).update()
                // In MariaDB an assignment sees those before it, so the state comes first.
                + jdbc.sql("""
                        UPDATE message SET state = IF(stream <> 'MARKETING' AND doubts = 0, 'QUEUED', 'IN_DOUBT'), doubts = doubts + 1,
                          reason = 'interrupted'
                        WHERE id IN (:ids) AND state = 'SENDING' AND lease_until < UTC_TIMESTAMP(3)""").param("ids", overdue).update();
    }

    /** Takes back what waits for a lead that has just said no; only what is being handed over cannot be stopped any more. */
    void withdraw(long leadId, Purpose purpose) {
        // In MariaDB an assignment sees those before it, so the state comes last.
        jdbc.sql("""
                        UPDATE message SET reason = 'withdrawn', lease_owner = IF(state = 'SENDING', lease_owner, NULL),
                          lease_until = IF(state = 'SENDING', lease_until, NULL), state = IF(state = 'SENDING', state, 'SUPPRESSED')
                        WHERE lead_id = ? AND purpose = ? AND state IN ('QUEUED', 'CLAIMED', 'SENDING', 'PARKED')""")
                .params(leadId, purpose.name()).update();
        recalls.ring(leadId);
    }

    /** The same for all mails whose source key begins so. */
    void takeBack(String sourceKeys, String reason) {
        jdbc.sql("""
                        UPDATE message SET reason = ?, lease_owner = IF(state = 'SENDING', lease_owner, NULL),
                          lease_until = IF(state = 'SENDING', lease_until, NULL), state = IF(state = 'SENDING', state, 'SUPPRESSED')
                        WHERE source_key LIKE CONCAT(?, '%') AND state IN ('QUEUED', 'CLAIMED', 'SENDING', 'PARKED')""")
                .params(reason, sourceKeys).update();
        recalls.ring();
    }

    private static String cut(String reason) {
        return reason != null && reason.length() > 500 ? reason.substring(0, 500) : reason;
    }

    private static Message message(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return new Message(row.getLong("id"), row.getLong("lead_id"), row.getString("account"), Stream.valueOf(row.getString("stream")),
                purpose == null ? null : Purpose.valueOf(purpose), row.getString("mailing"), row.getString("reference"),
                row.getString("journey"), row.getString("message_id"), row.getInt("attempts"), row.getInt("doubts"), row.getObject("queued_at", Instant.class),
                row.getObject("not_after", Instant.class), row.getString("sender"),
                new MailOrder.About(row.getString("topic"), row.getString("product_group")), row.getString("enclosure"));
    }

    private static Addressee addressee(ResultSet row) throws SQLException {
        return new Addressee(row.getLong("id"), address(row.getString("email")), row.getBoolean("confirmed"),
                row.getString("salutation"), PlainText.person(row.getString("first_name")), PlainText.person(row.getString("last_name")),
                PlainText.company(row.getString("company")), row.getString("language"), zone(row.getString("time_zone")));
    }

    /** Null instead of an error, since one bad row must not stop the mails taken with it. */
    private static EmailAddress address(String text) {
        try {
            return EmailAddress.parse(text);
        } catch (InvalidAddress e) {
            return null;
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
