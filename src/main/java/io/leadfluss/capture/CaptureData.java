package io.leadfluss.capture;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What forms, other systems and orders brought about a lead. */
@Component
class CaptureData implements PersonalData {

    private final JdbcClient jdbc;

    CaptureData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Forms and orders";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return List.of(
                Map.of("submissions", jdbc.sql("""
                                SELECT submitted_at, form, language, fields, declared FROM submission WHERE lead_id = :lead ORDER BY id""")
                        .param("lead", leadId).query().listOfRows()),
                Map.of("orders", jdbc.sql("SELECT order_number, amount, ordered_at FROM purchase WHERE lead_id = :lead ORDER BY ordered_at")
                        .param("lead", leadId).query().listOfRows()));
    }

    @Override
    public void erase(long leadId) {
        for (String table : List.of("submission", "purchase")) {
            jdbc.sql("DELETE FROM " + table + " WHERE lead_id = :lead").param("lead", leadId).update();
        }
    }
}
