package io.leadfluss.scoring.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * One look at all leads.
 *
 * @param handOver whether leads that turn out to be ripe go to sales
 * @param days how long after the moment of the score the outcome is awaited; 0 when there is none to wait for
 * @param edition the tables in use when it began, as a word
 * @param asOf the moment by which is judged
 * @param leads how many there were when it began
 * @param problem the first thing that went wrong; null when nothing did
 */
public record Run(long id, RunKind kind, RunState state, String title, boolean handOver, int days, String edition, Instant asOf, int leads,
        String problem, String startedBy, Instant startedAt, Instant endedAt) {

    static Run of(ResultSet row, int number) throws SQLException {
        return new Run(row.getLong("id"), RunKind.valueOf(row.getString("kind")), RunState.valueOf(row.getString("state")), row.getString("title"),
                row.getBoolean("hand_over"), row.getInt("days"), row.getString("edition"), time(row, "as_of"), row.getInt("leads"),
                row.getString("problem"), row.getString("started_by"), time(row, "started_at"), time(row, "ended_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Instant.class);
    }
}
