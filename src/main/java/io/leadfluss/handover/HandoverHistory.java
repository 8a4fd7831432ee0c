package io.leadfluss.handover;

import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Notes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stamps what happens to handovers; what has no fact of its own becomes one, so that the lead's timeline tells it. */
@Component
public class HandoverHistory {

    /** What sales decides about a lead has facts of its own. */
    private static final Set<Kind> MOVES = EnumSet.of(Kind.ROUTED, Kind.POOLED, Kind.TAKEN, Kind.REMINDED, Kind.ESCALATED, Kind.REASSIGNED,
            Kind.HANDED_ON, Kind.ASKED, Kind.ANSWERED, Kind.UNANSWERED);
    private static final int LONGEST = 4000;

    private final Facts facts;
    private final Notes notes;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient jdbc;
    private final Clock clock;

    HandoverHistory(Facts facts, Notes notes, ApplicationEventPublisher publisher, JdbcClient jdbc, Clock clock) {
        this.facts = facts;
        this.notes = notes;
        this.publisher = publisher;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void record(Handover handover, Kind kind, String actor, String rep, String text) {
        long id = jdbc.sql("""
                        INSERT INTO handover_event (handover_id, kind, actor, rep, text, occurred_at)
                        VALUES (:handover, :kind, :actor, :rep, :text, :now) RETURNING id""")
                .param("handover", handover.id()).param("kind", kind.name()).param("actor", actor).param("rep", rep)
                .param("text", text == null || text.isBlank() ? null : text.strip().substring(0, Math.min(text.strip().length(), LONGEST)))
                .param("now", clock.instant()).query(Long.class).single();
        if (MOVES.contains(kind)) {
            facts.record(new HandoverMoved(handover.leadId(), "handover-event:" + id,
                    HandoverEvent.called(kind, actor, rep).toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        publisher.publishEvent(new HandoverChanged(handover.instanceId()));
    }

    /** What the rep, or the team when nobody is named, notes about the lead. */
    void note(Handover handover, String rep, String text) {
        notes.add(handover.leadId(), rep == null ? handover.route().team() : rep, text);
    }

    void postponed(String instanceId, Instant dueAt) {
        publisher.publishEvent(new HandoverPostponed(instanceId, dueAt));
    }

    /** Of one handover, oldest first. */
    List<HandoverEvent> of(long handoverId) {
        return jdbc.sql("SELECT * FROM handover_event WHERE handover_id = :handover ORDER BY id").param("handover", handoverId)
                .query((row, n) -> event(row)).list();
    }

    /** Of all handovers of a lead by their numbers, oldest first. */
    public Map<Long, List<HandoverEvent>> ofLead(long leadId) {
        return jdbc.sql("""
                        SELECT e.* FROM handover_event e JOIN handover h ON h.id = e.handover_id WHERE h.lead_id = :lead ORDER BY e.id""")
                .param("lead", leadId).query((row, n) -> Map.entry(row.getLong("handover_id"), event(row))).list().stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static HandoverEvent event(ResultSet row) throws SQLException {
        return new HandoverEvent(Kind.valueOf(row.getString("kind")), row.getString("actor"), row.getString("rep"), row.getString("text"),
                row.getObject("occurred_at", Instant.class));
    }
}
