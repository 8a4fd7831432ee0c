package io.leadfluss.mail.inbound;

import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Audit;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the staff can see of what came back, and decide where the program must not. */
@Component
@Transactional
class InboundDesk {

    static final int PAGE = 50;
    private static final int MOST = 10_000;
    private static final int SHOWN = 20_000;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final String LISTED = """
            SELECT i.id, i.received_at, i.state, i.kind, i.bounce, i.status, i.lead_id, i.message_id, i.reason, COALESCE(a.display_name, i.decided_by) decided_by, i.source IS NOT NULL kept,
              m.mailing, r.outcome, l.first_name, l.last_name, l.email
            FROM inbound_mail i LEFT JOIN message m ON m.id = i.message_id LEFT JOIN leads l ON l.id = i.lead_id
              LEFT JOIN account a ON a.username = i.decided_by
              LEFT JOIN mail_return r ON r.message_id = i.message_id AND r.what = IF(i.kind = 'COMPLAINT', 'COMPLAINT', i.bounce)
            """;
    private static final String RETURNED = """
            SELECT r.occurred_at, r.what, r.way, r.status, r.words, r.outcome, r.message_id, r.mailing, r.lead_id, l.first_name, l.last_name, l.email,
              (SELECT MAX(i.id) FROM inbound_mail i
               WHERE i.lead_id = r.lead_id AND i.message_id = r.message_id AND r.what = IF(i.kind = 'COMPLAINT', 'COMPLAINT', i.bounce)) inbound_id
            FROM mail_return r LEFT JOIN leads l ON l.id = r.lead_id
            """;

    private final JdbcClient jdbc;
    private final InboundMails mails;
    private final StopWishes wishes;
    private final Suppressions suppressions;
    private final Leads leads;
    private final Audit audit;
    private final InboundSettings settings;
    private final MessageSource texts;
    private final Clock clock;

    InboundDesk(JdbcClient jdbc, InboundMails mails, StopWishes wishes, Suppressions suppressions, Leads leads, Audit audit,
            InboundSettings settings,
            MessageSource texts, Clock clock) {
        this.jdbc = jdbc;
        this.mails = mails;
        this.wishes = wishes;
        this.suppressions = suppressions;
        this.leads = leads;
        this.audit = audit;
        this.settings = settings;
        this.texts = texts;
        this.clock = clock;
    }

    /** Newest first; null means any. */
    @Transactional(readOnly = true)
    List<ListedMail> list(MailState state, Kind kind, int page, Locale locale) {
        return jdbc.sql(LISTED + where(state, kind) + "ORDER BY i.id DESC LIMIT :limit OFFSET :offset").param("state", name(state))
                .param("kind", name(kind))
                .param("limit", PAGE).param("offset", page * PAGE).query((row, n) -> listed(row, locale)).list();
    }

    @Transactional(readOnly = true)
    int count(MailState state, Kind kind) {
        return jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 FROM inbound_mail i " + where(state, kind) + "LIMIT :most) counted")
                .param("state", name(state)).param("kind", name(kind)).param("most", MOST).query(Integer.class).single();
    }

    /** What came back of our mails, newest first. */
    @Transactional(readOnly = true)
    List<ListedReturn> returns(String what, int page) {
        String which = what == null ? "" : "WHERE r.what = :what ";
        return jdbc.sql(RETURNED + which + "ORDER BY r.occurred_at DESC, r.message_id DESC LIMIT :limit OFFSET :offset")
                .param("what", what).param("limit", PAGE).param("offset", page * PAGE).query((row, n) -> returned(row)).list();
    }

    @Transactional(readOnly = true)
    int countReturns(String what) {
        String which = what == null ? "" : "WHERE r.what = :what ";
        return jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 FROM mail_return r " + which + "LIMIT :most) counted")
                .param("what", what).param("most", MOST).query(Integer.class).single();
    }

    @Transactional(readOnly = true)
    List<ListedReturn> returnsOfLead(long leadId) {
        return jdbc.sql(RETURNED + "WHERE r.lead_id = ? ORDER BY r.occurred_at DESC LIMIT 50").params(leadId)
                .query((row, n) -> returned(row)).list();
    }

    @Transactional(readOnly = true)
    List<ListedReturn> returnsOfMessage(long messageId) {
        return jdbc.sql(RETURNED + "WHERE r.message_id = ? ORDER BY r.occurred_at DESC").params(messageId)
                .query((row, n) -> returned(row)).list();
    }

    /** Those that say more than what came back, which is listed already. */
    @Transactional(readOnly = true)
    List<ListedMail> mailsOfLead(long leadId, Locale locale) {
        return jdbc.sql(LISTED + "WHERE i.lead_id = ? AND r.message_id IS NULL ORDER BY i.id DESC LIMIT 20").params(leadId).query((row, n) -> listed(row, locale))
                .list();
    }

    /** As above. */
    @Transactional(readOnly = true)
    List<ListedMail> mailsOfMessage(long messageId, Locale locale) {
        return jdbc.sql(LISTED + "WHERE i.message_id = ? AND r.message_id IS NULL ORDER BY i.id DESC LIMIT 20").params(messageId)
                .query((row, n) -> listed(row, locale)).list();
    }

    /** How much of each kind came back within a month. */
    @Transactional(readOnly = true)
    Map<String, Integer> figures() {
        Map<String, Integer> figures = new LinkedHashMap<>();
        for (String what : List.of("HARD", "SOFT", "POLICY", "UNWANTED", Returned.COMPLAINT)) {
            figures.put(what, 0);
        }
        jdbc.sql("SELECT what, COUNT(*) FROM mail_return WHERE occurred_at > ? GROUP BY what").params(clock.instant().minus(MONTH))
                .query(row -> {
            figures.put(row.getString(1), row.getInt(2));
        });
        figures.put("STOP", 0);
        figures.put("REPLY", 0);
        figures.put("AUTO", 0);
        jdbc.sql("SELECT kind, COUNT(*) FROM inbound_mail WHERE received_at > ? AND kind IN ('STOP', 'REPLY', 'AUTO') GROUP BY kind")
                .params(clock.instant().minus(MONTH)).query(row -> {
                    figures.put(row.getString(1), row.getInt(2));
                });
        figures.put("IGNORED", jdbc.sql("SELECT COUNT(*) FROM inbound_mail WHERE state = 'IGNORED' AND received_at > ?")
                .params(clock.instant().minus(MONTH)).query(Integer.class).single());
        return figures;
    }

    /** With its words, as far as they are still kept and can be read. */
    @Transactional(readOnly = true)
    Optional<ShownMail> show(long id, Locale locale) {
        return jdbc.sql(LISTED + "WHERE i.id = ?").params(id).query((row, n) -> listed(row, locale)).optional().map(listed ->
                source(id).map(source -> shown(listed, source)).orElseGet(() -> new ShownMail(listed, "", "", "", "")));
    }

    /** It did mean that we shall write no more; false when that is decided already. */
    boolean stop(long id) {
        return decide(id, "inbound.stop", open -> {
            if (open.lead() != null) {
                wishes.confirm(open.lead(), id);
            } else {
                source(id).flatMap(this::sender).ifPresent(wishes::confirm);
            }
        });
    }

    /** It meant all advertising, by phone too; false when that is decided already. */
    boolean object(long id) {
        return decide(id, "inbound.object", open -> {
            if (open.lead() != null) {
                wishes.object(open.lead(), id);
            } else {
                source(id).flatMap(this::sender).ifPresent(stranger -> wishes.object(stranger, id));
            }
        });
    }

    /** It did not mean that, or is read and done with. */
    boolean done(long id) {
        return decide(id, "inbound.done", open -> {
            if (open.lead() != null && open.wish() && waiting(open.lead()) == 1) {
                wishes.lift(open.lead());
            }
        });
    }

    /** Judges a parked mail again, say after a new version of the program. */
    boolean again(long id) {
        boolean queued = 1 == jdbc.sql("UPDATE inbound_mail SET state = 'NEW', tries = 0, reason = NULL WHERE id = ? AND state = 'PARKED' AND source IS NOT NULL")
                .params(id).update();
        if (queued) {
            audit.record("inbound.again", Long.toString(id));
        }
        return queued;
    }

    /** Believes that a blocked address works again; only what bounces blocked is lifted, never what somebody wanted. */
    boolean unblock(long leadId) {
        boolean lifted = leads.findById(leadId).map(Lead::address)
                .map(address -> suppressions.lift(address, Consequences.HARD) | suppressions.lift(address, Consequences.SOFT))
                .orElse(false);
        if (lifted) {
            jdbc.sql("UPDATE mail_return SET outcome = 'LIFTED' WHERE lead_id = ? AND what IN ('HARD', 'SOFT')").params(leadId).update();
            audit.record("inbound.unblock", Long.toString(leadId));
        }
        return lifted;
    }

    boolean isBlocked(long leadId) {
        return leads.findById(leadId).map(Lead::address).flatMap(suppressions::blockedFor)
                .filter(reason -> reason.equals(Consequences.HARD) || reason.equals(Consequences.SOFT)).isPresent();
    }

    private record Open(Long lead, boolean wish) {
    }

    private boolean decide(long id, String action, Consumer<Open> decision) {
        Optional<Open> open = jdbc.sql("SELECT lead_id, kind <> 'REPLY' FROM inbound_mail WHERE id = ? AND state = 'OPEN' FOR UPDATE")
                .params(id)
                .query((row, n) -> new Open(row.getObject(1, Long.class), row.getBoolean(2))).optional();
        open.ifPresent(found -> {
            decision.accept(found);
            Authentication login = SecurityContextHolder.getContext().getAuthentication();
            jdbc.sql("UPDATE inbound_mail SET state = 'DONE', decided_by = ? WHERE id = ?")
                    .params(login == null ? null : login.getName(), id).update();
            audit.record(action, Long.toString(id));
        });
        return open.isPresent();
    }

    /** How many wishes of this lead wait for a decision: only the last one lifts the block. */
    private int waiting(long leadId) {
        return jdbc.sql("SELECT COUNT(*) FROM inbound_mail WHERE lead_id = ? AND state = 'OPEN' AND kind IN ('STOP', 'UNSUBSCRIBE')")
                .params(leadId)
                .query(Integer.class).single();
    }

    private Optional<byte[]> source(long id) {
        return jdbc.sql("SELECT source FROM inbound_mail WHERE id = ? AND source IS NOT NULL").params(id)
                .query((row, n) -> row.getBytes(1)).optional();
    }

    private Optional<EmailAddress> sender(byte[] source) {
        try {
            return Traces.from(TimeLimit.within(settings.judging(), () -> IncomingMail.read(source, Limits.USUAL)));
        } catch (UnreadableMail e) {
            return Optional.empty();
        }
    }

    private ShownMail shown(ListedMail listed, byte[] source) {
        String beginning = new String(source, 0, Math.min(source.length, SHOWN), StandardCharsets.UTF_8);
        try {
            IncomingMail mail = TimeLimit.within(settings.judging(), () -> IncomingMail.read(source, Limits.USUAL));
            String text = mail.text();
            return new ShownMail(listed, mail.header("From"), mail.header("Subject"), text.substring(0, Math.min(text.length(), SHOWN)),
                    beginning);
        } catch (UnreadableMail e) {
            return new ShownMail(listed, "", "", "", beginning);
        }
    }

    private static String where(MailState state, Kind kind) {
        List<String> conditions = new ArrayList<>();
        if (state != null) {
            conditions.add("i.state = :state");
        }
        if (kind != null) {
            conditions.add("i.kind = :kind");
        }
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + " ";
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private ListedMail listed(ResultSet row, Locale locale) throws SQLException {
        String reason = row.getString("reason");
        String kind = row.getString("kind");
        String bounce = row.getString("bounce");
        String outcome = row.getString("outcome");
        return new ListedMail(row.getLong("id"), row.getObject("received_at", Instant.class), MailState.valueOf(row.getString("state")),
                kind == null ? null : Kind.valueOf(kind), bounce == null ? null : BounceClass.valueOf(bounce), row.getString("status"),
                row.getObject("lead_id", Long.class), lead(row), row.getObject("message_id", Long.class), row.getString("mailing"),
                reason == null ? null : texts.getMessage("inbound.reason." + reason, null, reason, locale),
                outcome == null ? null : Outcome.valueOf(outcome), row.getString("decided_by"), row.getBoolean("kept"));
    }

    private ListedReturn returned(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        long lead = row.getLong("lead_id");
        return new ListedReturn(row.getObject("occurred_at", Instant.class), row.getString("what"), row.getString("way"),
                row.getString("status"),
                row.getString("words"), outcome, row.getLong("message_id"), row.getString("mailing"), lead, lead(row),
                "BLOCKED".equals(outcome) && isBlocked(lead), row.getObject("inbound_id", Long.class));
    }

    /** Null when the mail is about no lead, or about one that is gone. */
    private static String lead(ResultSet row) throws SQLException {
        String first = row.getString("first_name");
        String last = row.getString("last_name");
        String name = ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
        String email = row.getString("email");
        return !name.isEmpty() ? name : email == null ? null : EmailAddress.parse(email).masked();
    }
}
