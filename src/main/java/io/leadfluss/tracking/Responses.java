package io.leadfluss.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came back on mails, people and machines apart. Rates and scores use the people; both are shown. */
@Component
public class Responses {

    private static final String SEEN = """
            SELECT hit.id, hit.kind, hit.message_id, link.mailing, COALESCE(hit.path, link.name) about, link.url, hit.occurred_at, hit.done, hit.machine,
              hit.signs
            FROM hit LEFT JOIN link ON link.id = hit.link_id\s""";

    private final JdbcClient jdbc;

    Responses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How many mails of a mailing were opened, and of how many a link was followed, each counted once. Only mails to leads that allow it can tell.
     * Who follows a link has opened the mail, also when its pictures were not loaded.
     */
    public record Response(long opened, long clicked, long openedByMachines, long clickedByMachines) {

        static final Response NONE = new Response(0, 0, 0, 0);
    }

    public Response to(String mailing) {
        return byMailing("link.mailing = ?", mailing).getOrDefault(mailing, Response.NONE);
    }

    /** Of all mailings that anything came back on. */
    public Map<String, Response> byMailing() {
        return byMailing("link.mailing <> ?", "");
    }

    private Map<String, Response> byMailing(String which, String mailing) {
        Map<String, Response> responses = new TreeMap<>();
        jdbc.sql("""
                        SELECT link.mailing,
                          COUNT(DISTINCT IF(hit.machine IS NULL, hit.message_id, NULL)) opened,
                          COUNT(DISTINCT IF(hit.machine IS NULL AND hit.kind = 'CLICK', hit.message_id, NULL)) clicked,
                          COUNT(DISTINCT IF(hit.machine IS NOT NULL AND hit.kind = 'OPEN', hit.message_id, NULL)) opened_by_machines,
                          COUNT(DISTINCT IF(hit.machine IS NOT NULL AND hit.kind = 'CLICK', hit.message_id, NULL)) clicked_by_machines
                        FROM link JOIN hit ON hit.link_id = link.id WHERE hit.done AND\s""" + which + " GROUP BY link.mailing").param(mailing)
                .query(row -> {
                    responses.put(row.getString("mailing"), new Response(row.getLong("opened"), row.getLong("clicked"),
                            row.getLong("opened_by_machines"), row.getLong("clicked_by_machines")));
                });
        return responses;
    }

    /** What the lead did, newest first. */
    List<SeenHit> ofLead(long leadId, int most) {
        return seen("WHERE hit.lead_id = ? ORDER BY hit.occurred_at DESC, hit.id DESC LIMIT ?", leadId, most);
    }

    /** What was done with one mail, in its order. */
    List<SeenHit> ofMessage(long messageId, int most) {
        return seen("WHERE hit.message_id = ? AND hit.kind <> 'VISIT' ORDER BY hit.occurred_at, hit.id LIMIT ?", messageId, most);
    }

    private List<SeenHit> seen(String which, long id, int most) {
        return new ArrayList<>(jdbc.sql(SEEN + which).params(id, most).query((row, n) -> seen(row)).list());
    }

    private static SeenHit seen(ResultSet row) throws SQLException {
        SeenHit.Verdict verdict = !row.getBoolean("done") ? SeenHit.Verdict.NOT_YET
                : row.getString("machine") != null ? SeenHit.Verdict.MACHINE : SeenHit.Verdict.PERSON;
        boolean trap = Link.TRAP.equals(row.getString("url"));
        return new SeenHit(row.getLong("id"), HitKind.valueOf(row.getString("kind")), row.getObject("message_id", Long.class),
                row.getString("mailing"), trap ? null : row.getString("about"), row.getObject("occurred_at", Instant.class), verdict,
                Sign.of(row.getString("signs")));
    }
}
