package io.leadfluss.scoring;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ScoreData implements PersonalData {

    private final JdbcClient jdbc;

    ScoreData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Score";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return jdbc.sql("""
                        SELECT model, reason, input, points, half_life_days, table_version, occurred_at FROM score_point
                        WHERE lead_id = :lead ORDER BY model, occurred_at""")
                .param("lead", leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        jdbc.sql("DELETE FROM score_point WHERE lead_id = :lead").param("lead", leadId).update();
        jdbc.sql("DELETE FROM lead_score WHERE lead_id = :lead").param("lead", leadId).update();
    }
}
