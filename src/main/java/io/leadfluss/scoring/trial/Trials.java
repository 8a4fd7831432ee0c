package io.leadfluss.scoring.trial;

import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DraftTables;
import io.leadfluss.rules.DraftTables.Draft;
import io.leadfluss.scoring.Rescore;
import io.leadfluss.scoring.Yardstick;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunPlan;
import io.leadfluss.scoring.run.RunState;
import io.leadfluss.scoring.run.Runs;
import io.leadfluss.scoring.run.Tally;
import io.leadfluss.scoring.trial.TrialTables.Tried;
import io.leadfluss.security.Audit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changed tables: handed in, tried on all leads, and released by a person or not. */
@Component
public class Trials {

    private static final String ROUTING = "lead-routing";
    private static final int LONGEST_TITLE = 200;

    private final Runs runs;
    private final TrialTables trialTables;
    private final DraftTables drafts;
    private final DecisionTables tables;
    private final Rescore rescore;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Trials(Runs runs, TrialTables trialTables, DraftTables drafts, DecisionTables tables, Rescore rescore, Audit audit, TransactionTemplate transaction,
            Clock clock) {
        this.runs = runs;
        this.trialTables = trialTables;
        this.drafts = drafts;
        this.tables = tables;
        this.rescore = rescore;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What came of the wish to release. */
    public enum Released {
        /** The tables are in use, and all leads are scored anew. */
        DONE,
        /** Somebody else has changed one of them meanwhile; nothing is released and nothing lost. */
        OVERTAKEN,
        /** It was released before, or is not finished. */
        NOT_NOW
    }

    /**
     * Begins to try the tables.
     *
     * @throws TrialRefused when there is nothing to try, or one of them cannot be used
     */
    public long start(String title, Collection<Draft> changed, String by) {
        check(changed);
        String name = title == null || title.isBlank() ? changed.stream().map(Draft::key).collect(Collectors.joining(", ")) : title.strip();
        RunPlan plan = new RunPlan(RunKind.TRIAL, name.substring(0, Math.min(LONGEST_TITLE, name.length())), false, 0, Yardstick.edition(tables),
                clock.instant(), by);
        return transaction.execute(status -> runs.start(plan, run -> trialTables.add(run, changed)).orElseThrow());
    }

    private void check(Collection<Draft> changed) {
        if (changed.isEmpty()) {
            throw new TrialRefused("scoring.trial.nothing");
        }
        Set<String> keys = changed.stream().map(Draft::key).collect(Collectors.toSet());
        if (keys.size() < changed.size()) {
            throw new TrialRefused("scoring.trial.twice");
        }
        keys.stream().filter(key -> !Yardstick.isPart(key) && !key.equals(ROUTING)).findFirst().ifPresent(key -> {
            throw new TrialRefused("scoring.trial.other", key);
        });
        if (changed.stream().allMatch(draft -> draft.basedOn() == drafts.newest(draft.key()) && drafts.changes(draft).isEmpty())) {
            throw new TrialRefused("scoring.trial.same");
        }
        try {
            Yardstick.of(drafts.with(changed));
        } catch (IllegalStateException e) {
            throw new TrialRefused("scoring.trial.broken", e.getMessage());
        }
    }

    public List<Tried> tables(long run) {
        return trialTables.of(run);
    }

    /** Those of the trial's tables that somebody else has changed since they were made. */
    public List<String> overtaken(long run) {
        return trialTables.of(run).stream().filter(tried -> tried.released() == null && drafts.newest(tried.key()) != tried.draft().basedOn())
                .map(Tried::key).toList();
    }

    /** Tries the same tables once more, as changes of those in use now. */
    public long again(Run run, String by) {
        List<Draft> same = trialTables.drafts(run.id()).stream().map(draft -> new Draft(draft.key(), draft.model(), drafts.newest(draft.key()))).toList();
        return start(run.title(), same, by);
    }

    /** What the trial found so far. */
    public Tally findings(long run) {
        Tally all = new Tally();
        runs.forEachResult(run, all::addPrinted);
        return all;
    }

    /**
     * Puts the tables into use and has all leads scored anew by them.
     *
     * @param handOver whether who is ripe by them goes to sales at once
     */
    public Released release(Run run, boolean handOver, String by) {
        if (run.state() != RunState.DONE) {
            return Released.NOT_NOW;
        }
        Released released = transaction.execute(status -> {
            List<Tried> tried = new ArrayList<>(trialTables.of(run.id()));
            if (tried.stream().anyMatch(table -> table.released() != null)) {
                return Released.NOT_NOW;
            }
            Map<String, Integer> versions = drafts.release(tried.stream().map(Tried::draft).toList());
            if (versions.isEmpty()) {
                return Released.OVERTAKEN;
            }
            versions.forEach((key, version) -> {
                trialTables.released(run.id(), key, version);
                audit.record("table.release", key + " " + version);
            });
            // What was being computed by the tables before is of no use any more.
            runs.stopAll(RunKind.RESCORE);
            return Released.DONE;
        });
        if (released == Released.DONE) {
            drafts.refresh();
            rescore.start(handOver, by);
        }
        return released;
    }
}
