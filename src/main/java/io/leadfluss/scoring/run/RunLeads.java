package io.leadfluss.scoring.run;

import io.leadfluss.scoring.run.RunLead.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The leads that runs have something to say about. */
@Component
public class RunLeads {

    private final JdbcClient jdbc;

    RunLeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is said later counts. */
    public void add(long runId, Collection<RunLead> leads) {
        if (leads.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        leads.forEach(lead -> Collections.addAll(values, runId, lead.leadId(), lead.what().name(), lead.before(), lead.after(), lead.team(), lead.pending()));
        jdbc.sql("INSERT INTO score_run_lead (run_id, lead_id, what, cell_before, cell_after, team, pending) VALUES "
                + String.join(", ", Collections.nCopies(leads.size(), "(?, ?, ?, ?, ?, ?, ?)"))
                + " ON DUPLICATE KEY UPDATE what = VALUES(what), cell_before = VALUES(cell_before), cell_after = VALUES(cell_after), team = VALUES(team), "
                + "pending = VALUES(pending)").params(values).update();
    }

    public Map<What, Integer> counts(long runId) {
        Map<What, Integer> counts = new EnumMap<>(What.class);
        jdbc.sql("SELECT what, COUNT(*) AS leads FROM score_run_lead WHERE run_id = :run GROUP BY what").param("run", runId)
                .query(row -> {
                    counts.put(What.valueOf(row.getString("what")), row.getInt("leads"));
                });
        return counts;
    }

    /** How many of them each team would get, or lose; the team with most first. */
    public Map<String, Integer> byTeam(long runId, What what) {
        Map<String, Integer> teams = new LinkedHashMap<>();
        jdbc.sql("SELECT team, COUNT(*) AS leads FROM score_run_lead WHERE run_id = :run AND what = :what GROUP BY team ORDER BY leads DESC, team")
                .param("run", runId).param("what", what.name())
                .query(row -> {
                    teams.put(row.getString("team"), row.getInt("leads"));
                });
        return teams;
    }

    public List<RunLead> of(long runId, What what, int from, int most) {
        return jdbc.sql("SELECT * FROM score_run_lead WHERE run_id = :run AND what = :what ORDER BY lead_id LIMIT :most OFFSET :from")
                .param("run", runId).param("what", what.name()).param("from", from).param("most", most).query(RunLead::of).list();
    }

    /** How many are still to be worked off. */
    public int pending(long runId) {
        return jdbc.sql("SELECT COUNT(*) FROM score_run_lead WHERE run_id = :run AND pending").param("run", runId).query(Integer.class).single();
    }

    /** Nobody else gets it until the transaction ends. */
    Optional<RunLead> claim(long runId) {
        return jdbc.sql("SELECT * FROM score_run_lead WHERE run_id = :run AND pending ORDER BY lead_id LIMIT 1 FOR UPDATE SKIP LOCKED")
                .param("run", runId).query(RunLead::of).optional();
    }

    void done(long runId, RunLead lead) {
        jdbc.sql("UPDATE score_run_lead SET pending = FALSE WHERE run_id = :run AND lead_id = :lead AND what = :what")
                .param("run", runId).param("lead", lead.leadId()).param("what", lead.what().name()).update();
    }

    /** Forgets who was only looked at twice, and lets go of what nobody will work off any more. */
    void settle(long runId) {
        jdbc.sql("DELETE FROM score_run_lead WHERE run_id = :run AND what = 'AGAIN'").param("run", runId).update();
        jdbc.sql("UPDATE score_run_lead SET pending = FALSE WHERE run_id = :run AND pending").param("run", runId).update();
    }

    void forgetBefore(Instant ended) {
        jdbc.sql("DELETE FROM score_run_lead WHERE run_id IN (SELECT id FROM score_run WHERE ended_at < :ended)").param("ended", ended).update();
    }

    /** As if no run had ever seen the lead. */
    public void forget(long leadId) {
        jdbc.sql("DELETE FROM score_run_lead WHERE lead_id = :lead").param("lead", leadId).update();
    }
}
