package io.leadfluss.tracking;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The opens, clicks and visits that are stored of a lead. */
@Component
class HitData implements PersonalData {

    private final JdbcClient jdbc;

    HitData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Opens, clicks and visits";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return jdbc.sql("""
                        SELECT hit.kind, link.mailing, link.name AS link, hit.path, hit.signs, hit.machine, hit.occurred_at
                        FROM hit LEFT JOIN link ON link.id = hit.link_id WHERE hit.lead_id = :lead ORDER BY hit.occurred_at""")
                .param("lead", leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        jdbc.sql("DELETE FROM hit WHERE lead_id = :lead").param("lead", leadId).update();
    }
}
