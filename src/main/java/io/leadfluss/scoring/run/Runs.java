package io.leadfluss.scoring.run;

import static io.leadfluss.scoring.run.RunState.DONE;
import static io.leadfluss.scoring.run.RunState.PAUSED;
import static io.leadfluss.scoring.run.RunState.RUNNING;
import static io.leadfluss.scoring.run.RunState.STOPPED;

import io.leadfluss.security.Audit;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All runs over the leads, and who told them to go, wait or end. */
@Component
@Transactional
public class Runs {

    /** So many leads are looked at in one transaction. */
    private static final int PART = 200;
    /** Of these kinds there is one at a time: a second one could only do the same. */
    private static final Set<RunKind> ONE_AT_A_TIME = EnumSet.of(RunKind.RESCORE, RunKind.CALIBRATION);

    /** Which leads a run named is of no use any more after this time. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final RunLeads runLeads;
    private final Audit audit;
    private final Clock clock;

    Runs(JdbcClient jdbc, RunLeads runLeads, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.runLeads = runLeads;
        this.audit = audit;
        this.clock = clock;
    }

    /** How far a run is; {@code pending} leads are left to be worked off one by one. */
    public record Progress(int done, int leads, int pending) {

        public int percent() {
            return leads == 0 ? 100 : (int) Math.min(100, 100L * done / leads);
        }
    }

    /** Empty when there is such a run already. */
    public OptionalLong start(RunPlan plan) {
        return start(plan, id -> { });
    }

    /** As {@link #start(RunPlan)}; what else belongs to the run is stored before any copy of the program begins with it. */
    public OptionalLong start(RunPlan plan, Consumer<Long> more) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            jdbc.sql("""
                            INSERT INTO score_run (kind, state, only_one, title, hand_over, days, edition, as_of, leads, started_by, started_at)
                            VALUES (:kind, 'RUNNING', :one, :title, :handOver, :days, :edition, :asOf, 0, :by, :now)""")
                    .param("kind", plan.kind().name()).param("one", ONE_AT_A_TIME.contains(plan.kind()) ? plan.kind().name() : null)
                    .param("title", plan.title()).param("handOver", plan.handOver()).param("days", plan.days()).param("edition", plan.edition())
                    .param("asOf", plan.asOf()).param("by", plan.startedBy()).param("now", clock.instant()).update(key, "id");
        } catch (DuplicateKeyException e) {
            return OptionalLong.empty();
        }
        long id = key.getKey().longValue();
        jdbc.sql("""
                        INSERT INTO score_run_part (run_id, first_id, last_id, leads)
                        SELECT :run, MIN(id), MAX(id), COUNT(*)
                        FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM leads WHERE confirmed_at IS NOT NULL) AS lead
                        GROUP BY CEILING(place / :part)""").param("run", id).param("part", PART).update();
        jdbc.sql("UPDATE score_run SET leads = (SELECT COALESCE(SUM(leads), 0) FROM score_run_part WHERE run_id = :run) WHERE id = :run").param("run", id).update();
        more.accept(id);
        runLeads.forgetBefore(clock.instant().minus(KEPT));
        audit.record("score." + plan.kind().name().toLowerCase(Locale.ROOT), Long.toString(id));
        return OptionalLong.of(id);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Run> newest(RunKind kind, int most) {
        return jdbc.sql("SELECT * FROM score_run WHERE kind = :kind ORDER BY id DESC LIMIT :most").param("kind", kind.name()).param("most", most)
                .query(Run::of).list();
    }

    @Transactional(readOnly = true)
    public Optional<Run> find(long id) {
        return jdbc.sql("SELECT * FROM score_run WHERE id = :id").param("id", id).query(Run::of).optional();
    }

    @Transactional(readOnly = true)
    public Progress progress(Run run) {
        int done = jdbc.sql("SELECT COALESCE(SUM(leads), 0) FROM score_run_part WHERE run_id = :run AND done_at IS NOT NULL").param("run", run.id())
                .query(Integer.class).single();
        return new Progress(done, run.leads(), runLeads.pending(run.id()));
    }

    /** What the parts found so far, one after the other. */
    @Transactional(readOnly = true)
    public void forEachResult(long id, Consumer<String> visitor) {
        List<Long> parts = jdbc.sql("SELECT first_id FROM score_run_part WHERE run_id = :run AND result IS NOT NULL ORDER BY first_id").param("run", id)
                .query(Long.class).list();
        parts.forEach(part -> jdbc.sql("SELECT result FROM score_run_part WHERE run_id = :run AND first_id = :part").param("run", id).param("part", part)
                .query(String.class).optional().ifPresent(visitor));
    }

    /** False when it was not running. */
    public boolean pause(long id) {
        return move(id, EnumSet.of(RUNNING), PAUSED);
    }

    /** False when it was not paused. */
    public boolean resume(long id) {
        return move(id, EnumSet.of(PAUSED), RUNNING);
    }

    /** Ends it for good; false when it had ended. What is done stays done. */
    public boolean stop(long id) {
        boolean stopped = move(id, EnumSet.of(RUNNING, PAUSED), STOPPED);
        if (stopped) {
            runLeads.settle(id);
        }
        return stopped;
    }

    /** Ends all open runs of the kind. */
    public void stopAll(RunKind kind) {
        jdbc.sql("SELECT id FROM score_run WHERE kind = :kind AND state IN ('RUNNING', 'PAUSED')").param("kind", kind.name()).query(Long.class).list()
                .forEach(this::stop);
    }

    /** Removes it and all it found; false while it is open. */
    public boolean remove(long id) {
        return jdbc.sql("DELETE FROM score_run WHERE id = :id AND state IN ('DONE', 'STOPPED')").param("id", id).update() > 0;
    }

    private boolean move(long id, Set<RunState> from, RunState to) {
        boolean moved = jdbc.sql("""
                        UPDATE score_run SET state = :to, only_one = IF(:open, only_one, NULL), ended_at = IF(:open, NULL, :now)
                        WHERE id = :id AND state IN (:from)""")
                .param("to", to.name()).param("open", to.isOpen()).param("now", clock.instant()).param("id", id)
                .param("from", from.stream().map(Enum::name).collect(Collectors.toSet())).update() > 0;
        if (moved && to != DONE) {
            audit.record("score.run." + to.name().toLowerCase(Locale.ROOT), Long.toString(id));
        }
        return moved;
    }

    /** The oldest that is to go on. */
    List<Run> running() {
        return jdbc.sql("SELECT * FROM score_run WHERE state = 'RUNNING' ORDER BY id").query(Run::of).list();
    }

    /** A part that nobody has or had; nobody else gets it until the transaction ends. */
    Optional<Part> claim(long id) {
        return jdbc.sql("SELECT first_id, last_id FROM score_run_part WHERE run_id = :run AND done_at IS NULL ORDER BY first_id LIMIT 1 FOR UPDATE SKIP LOCKED")
                .param("run", id).query((row, n) -> new Part(row.getLong("first_id"), row.getLong("last_id"))).optional();
    }

    void done(long id, Part part, PartDone done) {
        jdbc.sql("UPDATE score_run_part SET done_at = :now, result = :result WHERE run_id = :run AND first_id = :first")
                .param("now", clock.instant()).param("result", done.result()).param("run", id).param("first", part.first()).update();
    }

    /** Notes the first thing that went wrong. */
    void failed(long id, String problem) {
        String text = problem == null ? "?" : problem.substring(0, Math.min(500, problem.length()));
        jdbc.sql("UPDATE score_run SET problem = COALESCE(problem, :problem) WHERE id = :id").param("problem", text).param("id", id).update();
    }

    /** When no copy of the program has anything of it in hand any more. */
    void end(long id) {
        boolean left = jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM score_run_part WHERE run_id = :run AND done_at IS NULL)
                          OR EXISTS (SELECT 1 FROM score_run_lead WHERE run_id = :run AND pending)""").param("run", id).query(Boolean.class).single();
        if (!left && move(id, EnumSet.of(RUNNING), DONE)) {
            runLeads.settle(id);
        }
    }

    /** The leads with these numbers. */
    record Part(long first, long last) {
    }
}
