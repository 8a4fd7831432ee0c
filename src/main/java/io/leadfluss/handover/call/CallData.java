package io.leadfluss.handover.call;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class CallData implements PersonalData {

    private final JdbcClient jdbc;

    CallData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Calls and meetings";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return List.of(
                Map.of("calls", rows("SELECT called_at, outcome, basis, next_at FROM sales_call WHERE lead_id = :lead ORDER BY called_at", leadId)),
                Map.of("meetings", rows("SELECT starts_at, ends_at, way, place, state FROM meeting WHERE lead_id = :lead ORDER BY starts_at", leadId)));
    }

    private List<Map<String, Object>> rows(String sql, long leadId) {
        return jdbc.sql(sql).param("lead", leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        for (String table : List.of("sales_call", "meeting")) {
            jdbc.sql("DELETE FROM " + table + " WHERE lead_id = :lead").param("lead", leadId).update();
        }
    }
}
