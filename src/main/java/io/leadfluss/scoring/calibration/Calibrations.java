package io.leadfluss.scoring.calibration;

import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DraftTables;
import io.leadfluss.rules.DraftTables.Draft;
import io.leadfluss.rules.DraftTables.RuleRow;
import io.leadfluss.scoring.Yardstick;
import io.leadfluss.scoring.calibration.Calibration.Judgement;
import io.leadfluss.scoring.calibration.Calibration.Outcome;
import io.leadfluss.scoring.calibration.Calibration.Proposal;
import io.leadfluss.scoring.calibration.Calibration.RuleOutcome;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunPlan;
import io.leadfluss.scoring.run.RunState;
import io.leadfluss.scoring.run.Runs;
import io.leadfluss.scoring.run.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Looks back on scores and proposes other points, which a person tries and releases or not. */
@Component
public class Calibrations {

    private static final List<String> TABLES = List.of("lead-fit", "lead-engagement");

    private final Runs runs;
    private final DecisionTables tables;
    private final DraftTables drafts;
    private final Clock clock;
    private volatile Kept kept;

    Calibrations(Runs runs, DecisionTables tables, DraftTables drafts, Clock clock) {
        this.runs = runs;
        this.tables = tables;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** Reading it all again for each view of the page would take seconds. */
    private record Kept(long run, Calibration calibration) {
    }

    /**
     * Scores all leads as of so many days ago.
     *
     * @return the run; empty when one is under way
     */
    public OptionalLong start(int days, String by) {
        return runs.start(new RunPlan(RunKind.CALIBRATION, "", false, days, Yardstick.edition(tables), clock.instant().minus(Duration.ofDays(days)), by));
    }

    Calibration of(Run run) {
        Kept known = kept;
        if (known != null && known.run == run.id()) {
            return known.calibration;
        }
        Calibration made = make(run);
        if (run.state() == RunState.DONE) {
            kept = new Kept(run.id(), made);
        }
        return made;
    }

    private Calibration make(Run run) {
        Tally tally = new Tally();
        List<Weights.Row> rows = new ArrayList<>();
        runs.forEachResult(run.id(), result -> {
            tally.addPrinted(result);
            result.lines().filter(line -> line.startsWith("row\t")).map(Weights.Row::parse).forEach(rows::add);
        });
        Outcome all = outcome(tally, "all", "");
        Map<String, RuleRow> rules = new LinkedHashMap<>();
        TABLES.forEach(table -> drafts.rules(table, "points").stream().filter(rule -> rule.number() != null)
                .forEach(rule -> rules.put(table + "/" + rule.id(), rule)));
        Proposal proposal = proposal(tally, rules, rows);
        List<RuleOutcome> outcomes = new ArrayList<>();
        rules.forEach((name, rule) -> outcomes.add(judged(name, rule, outcome(tally, "rule", name), all,
                proposal == null ? null : proposal.weights().points().get(name))));
        outcomes.sort(Comparator.comparing(RuleOutcome::judgement).thenComparing(outcome -> -outcome.with().bought().all()));
        List<Outcome> cells = tally.under("cell.leads ").keySet().stream().map(cell -> outcome(tally, "cell", cell)).toList();
        return new Calibration(all, cells, outcomes, Auc.ofCounts(tally.under("auc.total ")), Auc.ofCounts(tally.under("auc.fit ")),
                Auc.ofCounts(tally.under("auc.engagement ")), proposal);
    }

    private static Outcome outcome(Tally tally, String what, String name) {
        return new Outcome(name, new Rate(tally.of(what + ".bought " + name), tally.of(what + ".leads " + name)),
                new Rate(tally.of(what + ".accepted " + name), tally.of(what + ".decided " + name)));
    }

    private static RuleOutcome judged(String name, RuleRow rule, Outcome with, Outcome all, Double proposed) {
        Rate others = new Rate(all.bought().hits() - with.bought().hits(), all.bought().all() - with.bought().all());
        Double lift = others.hits() == 0 ? null : with.bought().share() / others.share();
        return new RuleOutcome(name.substring(0, name.indexOf('/')), rule, with, lift, judgement(rule, with.bought(), others), proposed);
    }

    private static Judgement judgement(RuleRow rule, Rate with, Rate others) {
        if (with.all() < Calibration.FEWEST_FOR_RULE || others.all() < Calibration.FEWEST_FOR_RULE
                || with.hits() + others.hits() < Calibration.FEWEST_FOR_AUC) {
            return Judgement.TOO_FEW;
        }
        if (!with.differsFrom(others)) {
            return Judgement.TELLS_NOTHING;
        }
        return with.share() > others.share() == rule.number() > 0 ? Judgement.WORKS : Judgement.AGAINST;
    }

    private static Proposal proposal(Tally tally, Map<String, RuleRow> rules, List<Weights.Row> rows) {
        long buyers = rows.stream().filter(Weights.Row::bought).count();
        Map<String, Double> inUse = new TreeMap<>();
        rules.forEach((name, rule) -> {
            if (tally.of("rule.leads " + name) >= Calibration.FEWEST_FOR_RULE) {
                inUse.put(name, rule.number());
            }
        });
        return buyers < Calibration.FEWEST_FOR_WEIGHTS || rows.size() - buyers < Calibration.FEWEST_FOR_WEIGHTS || inUse.isEmpty() ? null
                : new Proposal(Weights.of(rows, inUse), inUse.size());
    }

    /** The tables in use with the proposed points, as far as they change anything. */
    List<Draft> drafts(Calibration calibration) {
        return TABLES.stream().map(table -> draft(calibration, table)).filter(draft -> !drafts.changes(draft).isEmpty()).toList();
    }

    /** Limits of a rule grow and shrink with its points: it may apply as often as before. */
    private Draft draft(Calibration calibration, String table) {
        Map<String, Double> points = new TreeMap<>();
        calibration.rules().stream().filter(rule -> rule.table().equals(table) && rule.proposed() != null)
                .forEach(rule -> points.put(rule.rule().id(), rule.proposed()));
        int version = drafts.newest(table);
        Draft draft = drafts.withNumbers(new Draft(table, drafts.model(table, version).orElseThrow(), version), "points", points);
        for (String limit : List.of("cap", "capPerDay")) {
            Map<String, Double> limits = new TreeMap<>();
            Map<String, Double> now = new TreeMap<>();
            calibration.rules().stream().filter(rule -> rule.table().equals(table)).forEach(rule -> now.put(rule.rule().id(), rule.rule().number()));
            drafts.rules(table, limit).stream().filter(rule -> rule.number() != null && points.containsKey(rule.id()) && now.get(rule.id()) != 0)
                    .forEach(rule -> limits.put(rule.id(), (double) Math.max(1, Math.round(rule.number() * Math.abs(points.get(rule.id()) / now.get(rule.id()))))));
            draft = drafts.withNumbers(draft, limit, limits);
        }
        return draft;
    }
}
