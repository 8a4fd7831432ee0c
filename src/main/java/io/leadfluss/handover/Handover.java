package io.leadfluss.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One lead in the hands of sales. */
public record Handover(long id, long leadId, String instanceId, Purpose purpose, HandoverState state, String reason, Route route,
        Instant routedAt, Instant escalatedAt, Instant acceptedAt, Instant closedAt, int calls, int bar) {

    /** For what sales gets a lead. */
    public enum Purpose { QUALIFY, CALL, ENQUIRY }

    /** The reason that is given now, else the one that was given before; empty when there is none. */
    String because(String given) {
        return Optional.ofNullable(given).or(() -> Optional.ofNullable(reason)).orElse("");
    }

    static Handover of(ResultSet row, int number) throws SQLException {
        Route route = new Route(row.getString("team"), row.getString("rep"), time(row, "remind_at"), time(row, "due_at"),
                time(row, "escalate_at"), time(row, "reassign_at"));
        return new Handover(row.getLong("id"), row.getLong("lead_id"), row.getString("instance_id"), Purpose.valueOf(row.getString("purpose")),
                HandoverState.valueOf(row.getString("state")), row.getString("reason"), route, time(row, "routed_at"), time(row, "escalated_at"),
                time(row, "accepted_at"), time(row, "closed_at"), row.getInt("calls"), row.getInt("bar"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Instant.class);
    }
}
