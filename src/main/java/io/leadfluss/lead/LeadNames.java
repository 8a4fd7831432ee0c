package io.leadfluss.lead;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What leads are called in a list: the name and the company, as far as known. */
@Component
public class LeadNames {

    private final JdbcClient jdbc;

    LeadNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By number, in one statement; without those that have been erased. */
    public Map<Long, String> of(Collection<Long> leadIds) {
        Map<Long, String> names = new HashMap<>();
        if (!leadIds.isEmpty()) {
            jdbc.sql("""
                            SELECT l.id, CONCAT_WS(', ', COALESCE(NULLIF(CONCAT_WS(' ', l.first_name, l.last_name), ''), l.email), c.name) AS name
                            FROM leads l LEFT JOIN company c ON c.id = l.company_id WHERE l.id IN (:leads)""")
                    .param("leads", leadIds).query(row -> {
                        names.put(row.getLong("id"), row.getString("name"));
                    });
        }
        return names;
    }

    /** Somebody else whom a lead works with. */
    public record Colleague(long id, String name, String jobTitle, Stage stage) {
    }

    /** The others of the lead's company, who was active last first; empty when no company is known. */
    public List<Colleague> colleagues(long leadId, int most) {
        return jdbc.sql("""
                        SELECT l.id, COALESCE(NULLIF(CONCAT_WS(' ', l.first_name, l.last_name), ''), l.email) AS name, l.job_title, l.stage
                        FROM leads self JOIN leads l ON l.company_id = self.company_id AND l.id <> self.id
                        WHERE self.id = :lead ORDER BY l.last_active_at DESC, l.id DESC LIMIT :most""")
                .param("lead", leadId).param("most", most)
                .query((row, n) -> new Colleague(row.getLong("id"), row.getString("name"), row.getString("job_title"),
                        Stage.valueOf(row.getString("stage")))).list();
    }
}
