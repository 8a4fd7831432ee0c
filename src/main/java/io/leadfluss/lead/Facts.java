package io.leadfluss.lead;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The append-only record of what happened to leads: the only source of scores, figures and the timeline. */
@Component
public class Facts {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Facts(JdbcClient jdbc, ApplicationEventPublisher publisher, Clock clock) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Records the event now and tells all listeners, in the caller's transaction.
     *
     * @return false, with nothing done, when the event's source key is already recorded
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean record(LeadEvent event) {
        return record(event, clock.instant());
    }

    /** As {@link #record(LeadEvent)}, for something that happened earlier and is only now known. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean record(LeadEvent event, Instant occurredAt) {
        checked(event);
        Optional<Long> id = jdbc.sql("""
                        INSERT IGNORE INTO fact (id, lead_id, kind, subject, occurred_at, source_key)
                        VALUES (NEXT VALUE FOR fact_seq, :lead, :kind, :subject, :at, :key) RETURNING id""")
                .param("lead", event.leadId())
                .param("kind", event.kind())
                .param("subject", event.subject())
                .param("at", occurredAt)
                .param("key", event.sourceKey())
                .query(Long.class).optional();
        id.ifPresent(fact -> publish(fact, event, occurredAt));
        return id.isPresent();
    }

    /** Records all of these now, in one statement, and tells all listeners of those that are new, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordAll(List<LeadEvent> events) {
        if (events.size() < 2) {
            events.forEach(this::record);
            return;
        }
        Instant now = clock.instant();
        Map<String, LeadEvent> byKey = new LinkedHashMap<>();
        events.forEach(event -> byKey.put(checked(event).sourceKey(), event));
        StringJoiner rows = new StringJoiner(", ");
        List<Object> values = new ArrayList<>();
        byKey.values().forEach(event -> {
            rows.add("(NEXT VALUE FOR fact_seq, ?, ?, ?, ?, ?)");
            values.addAll(List.of(event.leadId(), event.kind(), event.subject(), now, event.sourceKey()));
        });
        jdbc.sql("INSERT IGNORE INTO fact (id, lead_id, kind, subject, occurred_at, source_key) VALUES " + rows + " RETURNING id, source_key")
                .params(values).query((row, n) -> Map.entry(row.getLong(1), byKey.get(row.getString(2)))).list()
                .forEach(recorded -> publish(recorded.getKey(), recorded.getValue(), now));
    }

    private static LeadEvent checked(LeadEvent event) {
        if (event.sourceKey().length() > 200 || event.subject().length() > 200) {
            throw new IllegalArgumentException(event.kind() + ": source key and subject of a fact have at most 200 characters");
        }
        return event;
    }

    private void publish(long id, LeadEvent event, Instant occurredAt) {
        publisher.publishEvent(new FactRecorded(new Fact(id, event.leadId(), event.kind(), event.subject(), occurredAt), event));
    }

    /** The facts of a lead, newest first, at most {@code limit}. */
    public List<Fact> of(long leadId, int limit) {
        return jdbc.sql("SELECT * FROM fact WHERE lead_id = :lead ORDER BY occurred_at DESC, id DESC LIMIT :limit")
                .param("lead", leadId).param("limit", limit)
                .query((row, n) -> fact(row)).list();
    }

    /** Whether the lead ever had a fact of this kind about this subject. */
    public boolean exists(long leadId, String kind, String subject) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM fact WHERE lead_id = :lead AND kind = :kind AND subject = :subject)")
                .param("lead", leadId).param("kind", kind).param("subject", subject)
                .query(Boolean.class).single();
    }

    /** When the lead last had a fact of this kind. */
    public Optional<Instant> last(long leadId, String kind) {
        return jdbc.sql("SELECT occurred_at FROM fact WHERE lead_id = :lead AND kind = :kind ORDER BY occurred_at DESC LIMIT 1")
                .param("lead", leadId).param("kind", kind).query(Instant.class).optional();
    }

    /** When the lead last had a fact of this kind about this subject. */
    public Optional<Instant> last(long leadId, String kind, String subject) {
        return jdbc.sql("SELECT MAX(occurred_at) FROM fact WHERE lead_id = :lead AND kind = :kind AND subject = :subject")
                .param("lead", leadId).param("kind", kind).param("subject", subject).query(Instant.class).optional();
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(row.getLong("id"), row.getLong("lead_id"), row.getString("kind"), row.getString("subject"),
                row.getObject("occurred_at", Instant.class));
    }
}
