package io.leadfluss.consent;

import io.leadfluss.security.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One link of a lead's chain of proof. Null stands for what does not belong to its kind.
 *
 * @param textHash of the wording that stood beside the box
 * @param formVersion of the form's file as it was shown
 * @param mailCopy the check mail as it was sent
 * @param hash over all other fields but the id, so also over the link before
 */
public record ConsentEvent(long id, long leadId, Long requestId, Kind kind, Purpose purpose, String textHash, String form, String formVersion,
        String pageUrl, String ip, String userAgent, String mailMessageId, String mailCopy, String relayAnswer, String tokenHash, String reason,
        Instant occurredAt, String previousHash, String hash) {

    /** What happened. */
    public enum Kind {
        /** A box was ticked. */
        DECLARED,
        /** The check mail went out. */
        MAILED,
        /** The owner of the address confirmed. */
        CONFIRMED,
        /** The lead withdrew, or objected. */
        WITHDRAWN,
        /** Nobody confirmed in time. */
        EXPIRED
    }

    /** Stands before the first link. */
    static final String START = "0".repeat(64);

    static ConsentEvent of(long leadId, Long requestId, Kind kind) {
        return new ConsentEvent(0, leadId, requestId, kind, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    ConsentEvent about(Purpose about, String wording) {
        return new ConsentEvent(id, leadId, requestId, kind, about, wording, form, formVersion, pageUrl, ip, userAgent, mailMessageId, mailCopy,
                relayAnswer, tokenHash, reason, occurredAt, previousHash, hash);
    }

    ConsentEvent under(Evidence evidence) {
        return new ConsentEvent(id, leadId, requestId, kind, purpose, textHash, limit(evidence.form(), 60), limit(evidence.formVersion(), 64),
                limit(evidence.pageUrl(), 500), limit(evidence.ip(), 45), limit(evidence.userAgent(), 400), mailMessageId, mailCopy, relayAnswer,
                tokenHash, reason, occurredAt, previousHash, hash);
    }

    ConsentEvent byMail(String messageId, String copy, String answer) {
        return new ConsentEvent(id, leadId, requestId, kind, purpose, textHash, form, formVersion, pageUrl, ip, userAgent, limit(messageId, 200), copy,
                limit(answer, 500), tokenHash, reason, occurredAt, previousHash, hash);
    }

    ConsentEvent byToken(String usedTokenHash) {
        return new ConsentEvent(id, leadId, requestId, kind, purpose, textHash, form, formVersion, pageUrl, ip, userAgent, mailMessageId, mailCopy,
                relayAnswer, usedTokenHash, reason, occurredAt, previousHash, hash);
    }

    ConsentEvent because(String why) {
        return new ConsentEvent(id, leadId, requestId, kind, purpose, textHash, form, formVersion, pageUrl, ip, userAgent, mailMessageId, mailCopy,
                relayAnswer, tokenHash, limit(why, 200), occurredAt, previousHash, hash);
    }

    /** The same at the end of the chain, with its hash. */
    ConsentEvent chainedTo(String previous, Instant at) {
        ConsentEvent open = new ConsentEvent(id, leadId, requestId, kind, purpose, textHash, form, formVersion, pageUrl, ip, userAgent,
                mailMessageId, mailCopy, relayAnswer, tokenHash, reason, at, previous, null);
        return new ConsentEvent(id, leadId, requestId, kind, purpose, textHash, form, formVersion, pageUrl, ip, userAgent, mailMessageId, mailCopy,
                relayAnswer, tokenHash, reason, at, previous, open.computedHash());
    }

    /** The hash that the fields as they are now lead to. Each field goes in with its length, so that none can be shifted into another. */
    String computedHash() {
        return Tokens.sha256(Arrays.stream(new Object[] {previousHash, leadId, requestId, kind, purpose, textHash, form, formVersion, pageUrl, ip,
                        userAgent, mailMessageId, mailCopy, relayAnswer, tokenHash, reason, occurredAt.toEpochMilli()})
                .map(field -> field == null ? "-" : field.toString().length() + ":" + field).collect(Collectors.joining("\n")));
    }

    static ConsentEvent read(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return new ConsentEvent(row.getLong("id"), row.getLong("lead_id"), row.getObject("request_id", Long.class),
                Kind.valueOf(row.getString("kind")), purpose == null ? null : Purpose.valueOf(purpose), row.getString("text_hash"),
                row.getString("form"), row.getString("form_version"), row.getString("page_url"), row.getString("ip"), row.getString("user_agent"),
                row.getString("mail_message_id"), row.getString("mail_copy"), row.getString("relay_answer"), row.getString("token_hash"),
                row.getString("reason"), row.getObject("occurred_at", Instant.class), row.getString("previous_hash"), row.getString("hash"));
    }

    private static String limit(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
