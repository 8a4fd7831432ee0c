package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Lead;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.scoring.ScoreModels.Edition;
import io.leadfluss.scoring.ScoreRows.Locked;
import io.leadfluss.scoring.ScoreRows.Row;
import io.leadfluss.scoring.run.PartDone;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunLead;
import io.leadfluss.scoring.run.RunLead.What;
import io.leadfluss.scoring.run.RunLeads;
import io.leadfluss.scoring.run.RunPlan;
import io.leadfluss.scoring.run.RunWork;
import io.leadfluss.scoring.run.Runs;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Computes the scores of all leads anew, as after a change of the tables. It never waits for a lead that somebody else is at, and moves no lead:
 * both is done afterwards, lead by lead. Who is ripe for sales by the new scores goes there only if that was chosen.
 */
@Component
public class Rescore implements RunWork {

    private final ScoreRows rows;
    private final ScoreModels models;
    private final LeadLives lives;
    private final Scores scores;
    private final DecisionTables tables;
    private final Runs runs;
    private final RunLeads runLeads;
    private final Clock clock;

    Rescore(ScoreRows rows, ScoreModels models, LeadLives lives, Scores scores, DecisionTables tables, Runs runs, RunLeads runLeads,
            Clock clock) {
        this.rows = rows;
        this.models = models;
        this.lives = lives;
        this.scores = scores;
        this.tables = tables;
        this.runs = runs;
        this.runLeads = runLeads;
        this.clock = clock;
    }

    /**
     * Begins to compute all scores anew.
     *
     * @param handOver whether those who are ripe by the new scores go to sales now; else they do when something next happens to them
     * @return the run; empty when one is under way
     */
    public OptionalLong start(boolean handOver, String by) {
        return runs.start(new RunPlan(RunKind.RESCORE, "", handOver, 0, models.newest().name(), clock.instant(), by));
    }

    /** How many leads still have a score by older tables. */
    public int outdated() {
        return rows.outdated(models.newest().name());
    }

    @Override
    public RunKind kind() {
        return RunKind.RESCORE;
    }

    @Override
    public PartDone part(Run run, long first, long last) {
        Edition edition = models.newest();
        rows.addMissing(first, last);
        Map<Long, Locked> locked = rows.lockFree(first, last);
        Set<String> lines = edition.models().stream().map(EngagementModel::line).collect(Collectors.toSet());
        Instant now = clock.instant();
        Map<Long, List<Row>> next = new LinkedHashMap<>();
        List<RunLead> told = new ArrayList<>();
        int[] leads = {0};
        lives.visit(first, last, now, edition.kinds(), (lead, facts) -> {
            leads[0]++;
            Locked known = locked.get(lead.id());
            Computed computed = known == null || !lines.containsAll(known.heats().keySet()) ? null : computed(lead, facts, edition, now);
            if (computed == null || edition.name().equals(known.edition()) && cools(known, computed)) {
                told.add(RunLead.again(lead.id()));
            } else {
                next.put(lead.id(), computed.rows());
                if (Scores.isRipe(lead, computed, tables)) {
                    told.add(ripe(run, lead.id(), computed.rows().get(0)));
                }
            }
        });
        if (!next.isEmpty()) {
            rows.save(next, now);
        }
        runLeads.add(run.id(), told);
        return new PartDone(leads[0], null);
    }

    /** What the part left over, or who goes to sales. */
    @Override
    public void single(Run run, RunLead lead) {
        if (lead.what() == What.BECOMES) {
            scores.rescore(lead.leadId());
        } else if (scores.restore(lead.leadId())) {
            Score score = scores.total(lead.leadId());
            runLeads.add(run.id(), List.of(new RunLead(lead.leadId(), What.BECOMES, "", score.cell(), "", run.handOver())));
        }
    }

    /** Null when a table cannot judge the lead: the next look at it alone says why. */
    private Computed computed(Lead lead, List<Fact> facts, Edition edition, Instant now) {
        try {
            return Computed.of(Fit.of(lead, tables), facts, edition, now);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** A lead that falls by a degree by itself is something that happens, and journeys hear of it. */
    private static boolean cools(Locked known, Computed computed) {
        return computed.rows().stream().anyMatch(row -> row.heat() > known.heats().getOrDefault(row.line(), Integer.MAX_VALUE));
    }

    private static RunLead ripe(Run run, long lead, Row row) {
        return new RunLead(lead, What.BECOMES, "", row.grade() + row.heat(), "", run.handOver());
    }
}
