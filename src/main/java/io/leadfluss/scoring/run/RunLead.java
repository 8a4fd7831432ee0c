package io.leadfluss.scoring.run;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A lead that a run has something to say about.
 *
 * @param before grade and heat by the tables in use; empty when it is not about that
 * @param after grade and heat by the new ones
 * @param team which would get it; empty when none is known
 * @param pending whether something is still to be done about it
 */
public record RunLead(long leadId, What what, String before, String after, String team, boolean pending) {

    /** What is to be said. */
    public enum What {

        /** Is to be looked at again alone. */
        AGAIN,
        /** Is ripe for sales by the new scores. */
        BECOMES,
        /** Waits for sales, and would not by the new scores. */
        STOPS
    }

    public static RunLead again(long leadId) {
        return new RunLead(leadId, What.AGAIN, "", "", "", true);
    }

    static RunLead of(ResultSet row, int number) throws SQLException {
        return new RunLead(row.getLong("lead_id"), What.valueOf(row.getString("what")), row.getString("cell_before"), row.getString("cell_after"),
                row.getString("team"), row.getBoolean("pending"));
    }
}
