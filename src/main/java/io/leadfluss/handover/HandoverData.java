package io.leadfluss.handover;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class HandoverData implements PersonalData {

    private final JdbcClient jdbc;

    HandoverData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Sales";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return jdbc.sql("""
                        SELECT h.purpose, h.state, e.kind AS happened, e.text AS said, e.occurred_at
                        FROM handover h LEFT JOIN handover_event e ON e.handover_id = h.id WHERE h.lead_id = :lead ORDER BY h.id, e.id""")
                .param("lead", leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        jdbc.sql("DELETE FROM handover WHERE lead_id = :lead").param("lead", leadId).update();
    }
}
