package io.leadfluss.lead;

import java.util.Collection;
import java.util.HashMap;
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
}
