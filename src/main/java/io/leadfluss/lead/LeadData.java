package io.leadfluss.lead;

import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Erases the lead itself last, after all that refers to it. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class LeadData implements PersonalData {

    private final JdbcClient jdbc;

    LeadData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Lead";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return List.of(
                Map.of("lead", rows("SELECT * FROM leads WHERE id = ?", leadId)),
                Map.of("fields", rows("SELECT name, value FROM lead_field WHERE lead_id = ?", leadId)),
                Map.of("notes", rows("SELECT author, text, created_at FROM lead_note WHERE lead_id = ?", leadId)),
                Map.of("facts", rows("SELECT kind, subject, occurred_at FROM fact WHERE lead_id = ?", leadId)));
    }

    private List<Map<String, Object>> rows(String sql, long leadId) {
        return jdbc.sql(sql).param(leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        for (String table : List.of("fact", "lead_note", "lead_field")) {
            jdbc.sql("DELETE FROM " + table + " WHERE lead_id = :lead").param("lead", leadId).update();
        }
        jdbc.sql("DELETE FROM leads WHERE id = :lead").param("lead", leadId).update();
    }
}
