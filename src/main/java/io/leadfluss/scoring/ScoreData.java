package io.leadfluss.scoring;

import io.leadfluss.lead.PersonalData;
import io.leadfluss.scoring.Score.Point;
import io.leadfluss.scoring.run.RunLeads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class ScoreData implements PersonalData {

    private final Scores scores;
    private final ScoreRows rows;
    private final RunLeads runLeads;

    ScoreData(Scores scores, ScoreRows rows, RunLeads runLeads) {
        this.scores = scores;
        this.rows = rows;
        this.runLeads = runLeads;
    }

    @Override
    public String title() {
        return "Score";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return scores.total(leadId).grade().isEmpty() ? List.of() : scores.explain(leadId).points().stream().map(ScoreData::row).toList();
    }

    private static Map<String, Object> row(Point point) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model", point.model());
        row.put("reason", point.reason());
        row.put("input", point.input());
        row.put("points", point.points());
        row.put("points_now", point.pointsNow());
        row.put("table_version", point.tableVersion());
        row.put("occurred_at", point.occurredAt());
        return row;
    }

    @Override
    public void erase(long leadId) {
        rows.remove(leadId);
        runLeads.forget(leadId);
    }
}
