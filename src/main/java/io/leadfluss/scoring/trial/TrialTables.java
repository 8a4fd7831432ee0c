package io.leadfluss.scoring.trial;

import io.leadfluss.rules.DraftTables.Draft;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of trials, kept as they were handed in. */
@Component
class TrialTables {

    private final JdbcClient jdbc;

    TrialTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param released the version that came of it; null while it is only tried */
    public record Tried(Draft draft, Integer released) {

        public String key() {
            return draft.key();
        }
    }

    void add(long run, Collection<Draft> drafts) {
        drafts.forEach(draft -> jdbc.sql("INSERT INTO score_trial_table (run_id, table_key, model, based_on) VALUES (?, ?, ?, ?)")
                .params(run, draft.key(), draft.model(), draft.basedOn()).update());
    }

    List<Tried> of(long run) {
        return jdbc.sql("SELECT * FROM score_trial_table WHERE run_id = :run ORDER BY table_key").param("run", run)
                .query((row, n) -> new Tried(new Draft(row.getString("table_key"), row.getString("model"), row.getInt("based_on")),
                        row.getObject("released", Integer.class))).list();
    }

    List<Draft> drafts(long run) {
        return of(run).stream().map(Tried::draft).toList();
    }

    void released(long run, String key, int version) {
        jdbc.sql("UPDATE score_trial_table SET released = :version WHERE run_id = :run AND table_key = :key").param("version", version)
                .param("run", run).param("key", key).update();
    }
}
