package io.leadfluss.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What forms brought, as it was sent. */
@Component
class Submissions {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Submissions(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Empty when this sending has been stored before. */
    Optional<Long> add(long leadId, Arrival arrival, boolean applied) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        INSERT IGNORE INTO submission (id, lead_id, form, language, fields, declared, once_key, submitted_at, applied_at)
                        VALUES (NEXT VALUE FOR submission_seq, :lead, :form, :language, :fields, :declared, :once, :now, :applied) RETURNING id""")
                .param("lead", leadId).param("form", arrival.form()).param("language", arrival.language())
                .param("fields", write(arrival.fields())).param("declared", write(new Declared(arrival.declarations(), arrival.evidence())))
                .param("once", arrival.onceKey()).param("now", now).param("applied", applied ? now : null).query(Long.class).optional();
    }

    /** What this sending came to when it was first stored; there is nothing left to ask the lead. */
    Received repeated(String onceKey) {
        return jdbc.sql("SELECT lead_id, id FROM submission WHERE once_key = :once").param("once", onceKey)
                .query((row, n) -> new Received(row.getLong("lead_id"), row.getLong("id"), false)).single();
    }

    void awaits(long submission, long request) {
        jdbc.sql("UPDATE submission SET request_id = :request WHERE id = :id").param("request", request).param("id", submission).update();
    }

    void applied(long submission) {
        jdbc.sql("UPDATE submission SET applied_at = :now WHERE id = :id").param("now", clock.instant()).param("id", submission).update();
    }

    Optional<Submission> find(long id) {
        return jdbc.sql("SELECT * FROM submission WHERE id = :id").param("id", id).query((row, n) -> read(row)).optional();
    }

    /** The newest report of another system for whose declarations no confirmation has been asked yet. */
    Optional<Submission> reported(long leadId) {
        return jdbc.sql("SELECT * FROM submission WHERE lead_id = :lead AND form = :form AND request_id IS NULL ORDER BY id DESC")
                .param("lead", leadId).param("form", Intake.FORM).query((row, n) -> read(row)).list().stream()
                .filter(submission -> !submission.declared().declarations().isEmpty()).findFirst();
    }

    /** Those that wait for, or came with, this request, oldest first. */
    List<Submission> of(long request) {
        return jdbc.sql("SELECT * FROM submission WHERE request_id = :request ORDER BY id").param("request", request)
                .query((row, n) -> read(row)).list();
    }

    List<Submission> ofLead(long leadId) {
        return jdbc.sql("SELECT * FROM submission WHERE lead_id = :lead ORDER BY id DESC LIMIT 100").param("lead", leadId)
                .query((row, n) -> read(row)).list();
    }

    /** The form of the submission, once the request it came with is confirmed. */
    Optional<String> confirmedForm(long submission) {
        return jdbc.sql("""
                        SELECT submission.form FROM submission JOIN consent_request ON consent_request.id = submission.request_id
                        WHERE submission.id = :id AND consent_request.confirmed_at IS NOT NULL""")
                .param("id", submission).query(String.class).optional();
    }

    private Submission read(ResultSet row) throws SQLException {
        try {
            return new Submission(row.getLong("id"), row.getLong("lead_id"), row.getString("form"), row.getString("language"),
                    json.readValue(row.getString("fields"), new TypeReference<Map<String, String>>() { }),
                    json.readValue(row.getString("declared"), Declared.class), row.getObject("request_id") != null,
                    row.getObject("submitted_at", Instant.class), row.getObject("applied_at", Instant.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Submission " + row.getLong("id") + " cannot be read", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
