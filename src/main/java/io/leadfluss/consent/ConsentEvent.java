package io.leadfluss.consent;

import io.leadfluss.security.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One link of a lead's chain of proof. Null stands for what does not belong to its kind.
 *
 * @param textHash of the wording that stood beside the box
 * @param formVersion of the form's file as it was shown
 * @param mailCopy the check mail as it was sent
 * @param hash over all other fields but the id, so also over the link before
 */
public record ConsentEvent(long id, long leadId, Long requestId, Kind kind, Purpose purpose, String textHash, String form,
        String formVersion, String pageUrl, String ip, String userAgent, String mailMessageId, String mailCopy, String relayAnswer,
        String tokenHash, String reason, Instant occurredAt, String previousHash, String hash) {

    /** What happened. */
    public enum Kind {
        /** A box was ticked. */
        DECLARED,
        /** The check mail went out. */
        MAILED,
        /** The owner of the address confirmed. */
        CONFIRMED,
        /** The lead bought something and was told that it may object to advertising for similar goods. */
        INFORMED,
        /** A rep called because of it. It must be kept for five years from each such use (UWG s. 7a (2)). */
        USED,
        /** The lead withdrew, or objected. */
        WITHDRAWN,
        /** Nobody confirmed in time. */
        EXPIRED
    }

    /** Stands before the first link. */
    public static final String START = "0".repeat(64);

    /** The hash that the fields now lead to. Each field goes in with its length, so that none can be shifted into another. */
    public String computedHash() {
        return Tokens.sha256(Stream.of(previousHash, leadId, requestId, kind, purpose, textHash, form, formVersion, pageUrl, ip,
                        userAgent, mailMessageId, mailCopy, relayAnswer, tokenHash, reason, occurredAt.toEpochMilli())
                .map(field -> field == null ? "-" : field.toString().length() + ":" + field).collect(Collectors.joining("\n")));
    }

    static ConsentEvent read(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return new ConsentEvent(row.getLong("id"), row.getLong("lead_id"), row.getObject("request_id", Long.class),
                Kind.valueOf(row.getString("kind")), purpose == null ? null : Purpose.valueOf(purpose), row.getString("text_hash"),
                row.getString("form"), row.getString("form_version"), row.getString("page_url"), row.getString("ip"),
                row.getString("user_agent"), row.getString("mail_message_id"), row.getString("mail_copy"), row.getString("relay_answer"), row.getString("token_hash"),
                row.getString("reason"), row.getObject("occurred_at", Instant.class), row.getString("previous_hash"), row.getString("hash"));
    }
}
