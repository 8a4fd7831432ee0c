package io.leadfluss.consent;

import io.leadfluss.consent.ConsentRequest.Wish;
import io.leadfluss.security.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
                .param("id", id).param("lead", leadId).param("form", form).param("language", language).param("hash", Tokens.sha256(token(id)))
                .param("now", now).param("expires", now.plus(Duration.ofDays(settings.tokenDays()))).update();
        return id;
    }

    /** Asks for one more purpose, or for the same in newer words. */
    void extend(long id, Purpose purpose, String textHash) {
        jdbc.sql("""
                        INSERT INTO consent_request_purpose (request_id, purpose, text_hash) VALUES (:id, :purpose, :hash)
                        ON DUPLICATE KEY UPDATE text_hash = VALUES(text_hash)""")
                .param("id", id).param("purpose", purpose.name()).param("hash", textHash).update();
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

    Optional<Long> lead(long id) {
        return jdbc.sql("SELECT lead_id FROM consent_request WHERE id = :id").param("id", id).query(Long.class).optional();
    }

    Optional<ConsentRequest> find(String token) {
        String hash = Tokens.sha256(token);
        return number(token).flatMap(this::find).filter(request -> request.tokenHash().equals(hash));
    }

    Optional<ConsentRequest> find(long id) {
        return jdbc.sql("SELECT * FROM consent_request WHERE id = :id").param("id", id)
                .query((row, n) -> new ConsentRequest(id, row.getLong("lead_id"), row.getString("form"), row.getString("token_hash"),
                        row.getObject("open_lead_id") != null, row.getObject("expires_at", Instant.class), wishes(id)))
                .optional();
    }

    private List<Wish> wishes(long id) {
        return jdbc.sql("""
                        SELECT wish.purpose, wish.text_hash, consent_text.text
                        FROM consent_request_purpose wish JOIN consent_text ON consent_text.hash = wish.text_hash
                        WHERE wish.request_id = :id ORDER BY wish.purpose""")
                .param("id", id)
                .query((row, n) -> new Wish(Purpose.valueOf(row.getString("purpose")), row.getString("text_hash"), row.getString("text"))).list();
    }
}
