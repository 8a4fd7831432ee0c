package io.leadfluss.consent;

import io.leadfluss.consent.ConsentRequest.Wish;
import io.leadfluss.security.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The requests for confirmation, open and closed. */
@Component
class ConsentRequests {

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final ConsentSettings settings;
    private final Clock clock;

    ConsentRequests(JdbcClient jdbc, Tokens tokens, ConsentSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    Optional<OpenRequest> open(long leadId) {
        return unclosed(leadId).filter(this::isInTime);
    }

    /** The one that nobody confirmed and that is not closed yet, even if its time is over. */
    Optional<OpenRequest> unclosed(long leadId) {
        return jdbc.sql("SELECT id, expires_at FROM consent_request WHERE open_lead_id = :lead").param("lead", leadId)
                .query((row, n) -> new OpenRequest(row.getLong("id"), row.getObject("expires_at", Instant.class))).optional();
    }

    boolean isInTime(OpenRequest request) {
        return request.expiresAt().isAfter(clock.instant());
    }

    /** Those made until then that nobody confirmed and that are not closed yet; at most one. */
    List<Long> openSince(long leadId, Instant latest) {
        return jdbc.sql("SELECT id FROM consent_request WHERE open_lead_id = :lead AND created_at <= :latest")
                .param("lead", leadId).param("latest", latest).query(Long.class).list();
    }

    long add(long leadId, String form, String language) {
        long id = jdbc.sql("SELECT NEXT VALUE FOR consent_request_seq").query(Long.class).single();
        Instant now = clock.instant();
        jdbc.sql("""
                        INSERT INTO consent_request (id, lead_id, open_lead_id, form, language, token_hash, created_at, expires_at)
                        VALUES (:id, :lead, :lead, :form, :language, :hash, :now, :expires)""")
                .param("id", id).param("lead", leadId).param("form", form).param("language", language).param("hash", tokenHash(id))
                .param("now", now).param("expires", now.plus(Duration.ofDays(settings.tokenDays()))).update();
        return id;
    }

    /** Asks for more purposes, or for the same in newer words; the hash of the words by purpose. */
    void extend(long id, Map<Purpose, String> wordings) {
        if (wordings.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        wordings.forEach((purpose, textHash) -> Collections.addAll(values, id, purpose.name(), textHash));
        jdbc.sql("INSERT INTO consent_request_purpose (request_id, purpose, text_hash) VALUES "
                        + String.join(", ", Collections.nCopies(wordings.size(), "(?, ?, ?)"))
                        + " ON DUPLICATE KEY UPDATE text_hash = VALUES(text_hash)")
                .params(values).update();
    }

    void close(long id, Instant confirmedAt) {
        jdbc.sql("UPDATE consent_request SET open_lead_id = NULL, confirmed_at = :at WHERE id = :id")
                .param("at", confirmedAt).param("id", id).update();
    }

    String token(long id) {
        return tokens.issue("confirm", id);
    }

    /** The request that the token was made for. */
    Optional<Long> number(String token) {
        return tokens.verify("confirm", token).filter(ids -> ids.length == 1).map(ids -> ids[0]);
    }

    /** Locks the row of the lead that made the request; empty when either is gone. */
    Optional<Long> lockLead(long id) {
        return jdbc.sql("SELECT id FROM leads WHERE id = (SELECT lead_id FROM consent_request WHERE id = :id) FOR UPDATE").param("id", id)
                .query(Long.class).optional();
    }

    /** What is kept of the request's token. */
    String tokenHash(long id) {
        return Tokens.sha256(token(id));
    }

    Optional<ConsentRequest> find(String token) {
        String hash = Tokens.sha256(token);
        return number(token).flatMap(this::find).filter(request -> request.tokenHash().equals(hash));
    }

    Optional<ConsentRequest> find(long id) {
        return jdbc.sql("""
                        SELECT request.*, wish.purpose, wish.text_hash, consent_text.text FROM consent_request request
                        LEFT JOIN consent_request_purpose wish ON wish.request_id = request.id
                        LEFT JOIN consent_text ON consent_text.hash = wish.text_hash
                        WHERE request.id = :id ORDER BY wish.purpose""")
                .param("id", id).query(ConsentRequests::read);
    }

    private static Optional<ConsentRequest> read(ResultSet rows) throws SQLException {
        List<Wish> wishes = new ArrayList<>();
        ConsentRequest request = null;
        while (rows.next()) {
            if (rows.getString("purpose") != null) {
                wishes.add(new Wish(Purpose.valueOf(rows.getString("purpose")), rows.getString("text_hash"), rows.getString("text")));
            }
            if (request == null) {
                request = new ConsentRequest(rows.getLong("id"), rows.getLong("lead_id"), rows.getString("form"), rows.getString("token_hash"),
                        rows.getObject("open_lead_id") != null, rows.getObject("expires_at", Instant.class), wishes);
            }
        }
        return Optional.ofNullable(request);
    }
}
