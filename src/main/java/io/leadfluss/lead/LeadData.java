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
                Map.of("profile", rows("""
                        SELECT l.email, l.salutation, l.first_name, l.last_name, l.job_title, c.name company, l.phone, l.phone_wrong_since,
                          l.direct_contact, l.street, l.postal_code,
                          l.city, l.country, l.language, l.time_zone, l.kind, l.origin, l.source, l.campaign, l.stage, l.stage_since, l.created_at,
                          l.confirmed_at, l.last_active_at
                        FROM leads l LEFT JOIN company c ON c.id = l.company_id WHERE l.id = ?""", leadId)),
                Map.of("fields", rows("SELECT name, value FROM lead_field WHERE lead_id = ?", leadId)),
                Map.of("notes", rows("""
                        SELECT COALESCE(a.display_name, n.author) author, n.text, n.created_at
                        FROM lead_note n LEFT JOIN account a ON a.username = n.author WHERE n.lead_id = ? ORDER BY n.id""", leadId)),
                Map.of("facts", rows("SELECT kind, subject, occurred_at FROM fact WHERE lead_id = ? ORDER BY occurred_at, id", leadId)));
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
