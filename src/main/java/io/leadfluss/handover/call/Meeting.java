package io.leadfluss.handover.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/**
 * A meeting of a lead with a rep.
 *
 * @param place address, number or link; null when nothing need be said
 * @param sequence how often it was changed since it was arranged
 */
public record Meeting(long id, long leadId, String rep, Way way, String place, Instant startsAt, Instant endsAt, State state, int sequence,
        Instant arrangedAt, Instant changedAt) {

    /** How they meet. */
    public enum Way {
        PHONE, VIDEO, VISIT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of it. */
    public enum State { PLANNED, CANCELLED, HELD, MISSED }

    public boolean isPlanned() {
        return state == State.PLANNED;
    }

    static Meeting of(ResultSet row, int number) throws SQLException {
        return new Meeting(row.getLong("id"), row.getLong("lead_id"), row.getString("rep"), Way.valueOf(row.getString("way")), row.getString("place"),
                row.getObject("starts_at", Instant.class), row.getObject("ends_at", Instant.class), State.valueOf(row.getString("state")),
                row.getInt("sequence"), row.getObject("arranged_at", Instant.class), row.getObject("changed_at", Instant.class));
    }
}
