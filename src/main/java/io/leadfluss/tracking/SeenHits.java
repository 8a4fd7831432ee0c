package io.leadfluss.tracking;

import io.leadfluss.tracking.SeenHit.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The hits as people read them, those of machines too. */
@Component
class SeenHits {

    private static final String SEEN = """
            SELECT hit.id, hit.kind, hit.message_id, link.mailing, COALESCE(hit.path, link.name) about, link.url, hit.occurred_at, hit.done, hit.machine,
              hit.signs
            FROM hit LEFT JOIN link ON link.id = hit.link_id\s""";

    private final JdbcClient jdbc;

    SeenHits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the lead did, newest first. */
    List<SeenHit> ofLead(long leadId, int most) {
        return jdbc.sql(SEEN + "WHERE hit.lead_id = ? ORDER BY hit.occurred_at DESC, hit.id DESC LIMIT ?").params(leadId, most)
                .query((row, n) -> seen(row)).list();
    }

    /** What was done with one mail, in its order. */
    List<SeenHit> ofMessage(long messageId, int most) {
        return jdbc.sql(SEEN + "WHERE hit.message_id = ? AND hit.kind <> 'VISIT' ORDER BY hit.occurred_at, hit.id LIMIT ?").params(messageId, most)
                .query((row, n) -> seen(row)).list();
    }

    private static SeenHit seen(ResultSet row) throws SQLException {
        Verdict verdict = !row.getBoolean("done") ? Verdict.NOT_YET : row.getString("machine") != null ? Verdict.MACHINE : Verdict.PERSON;
        boolean trap = Link.TRAP.equals(row.getString("url"));
        return new SeenHit(row.getLong("id"), HitKind.valueOf(row.getString("kind")), row.getObject("message_id", Long.class),
                row.getString("mailing"), trap ? null : row.getString("about"), row.getObject("occurred_at", Instant.class), verdict,
                Sign.of(row.getString("signs")));
    }
}
