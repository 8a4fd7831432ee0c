package io.leadfluss.scoring.calibration;

import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Lead;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import io.leadfluss.scoring.Engagement;
import io.leadfluss.scoring.Engagement.Given;
import io.leadfluss.scoring.EngagementModel;
import io.leadfluss.scoring.Fit;
import io.leadfluss.scoring.LeadLives;
import io.leadfluss.scoring.Yardstick;
import io.leadfluss.scoring.run.PartDone;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunOvertaken;
import io.leadfluss.scoring.run.RunWork;
import io.leadfluss.scoring.run.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Scores all leads as of a day in the past, by what was known then and the tables of today, and looks what became of them since: whether they bought,
 * and whether sales took those it was given. It counts, and keeps for the proposal of weights what gave each lead points, without its name.
 */
@Component
class CalibrationWork implements RunWork {

    static final String BOUGHT = "OrderPlaced";
    static final String ACCEPTED = "LeadAccepted";
    static final String REJECTED = "LeadRejected";
    /** So many leads are enough to find weights. */
    private static final int MOST_ROWS = 50_000;

    private final DecisionTables tables;
    private final LeadLives lives;
    private volatile Known known;

    CalibrationWork(DecisionTables tables, LeadLives lives) {
        this.tables = tables;
        this.lives = lives;
    }

    private record Known(long run, Yardstick yardstick, EngagementModel model) {
    }

    @Override
    public RunKind kind() {
        return RunKind.CALIBRATION;
    }

    @Override
    public PartDone part(Run run, long first, long last) {
        if (!Yardstick.edition(tables).equals(run.edition())) {
            throw new RunOvertaken();
        }
        Known by = known(run.id());
        Instant end = run.asOf().plus(Duration.ofDays(run.days()));
        Tally tally = new Tally();
        StringBuilder rows = new StringBuilder();
        int[] leads = {0};
        lives.visit(first, last, end, kinds(by.yardstick), (lead, facts) -> {
            leads[0]++;
            List<Fact> before = facts.stream().filter(fact -> !fact.occurredAt().isAfter(run.asOf())).toList();
            boolean customer = before.stream().anyMatch(fact -> fact.kind().equals(BOUGHT));
            if (!lead.confirmedAt().isAfter(run.asOf()) && !customer) {
                judge(run, by, lead, before, facts.subList(before.size(), facts.size()), tally, rows);
            }
        });
        return new PartDone(leads[0], tally.print() + rows);
    }

    private static void judge(Run run, Known by, Lead lead, List<Fact> before, List<Fact> after, Tally tally, StringBuilder rows) {
        Fit fit = Fit.of(lead, by.yardstick.tables());
        Engagement engagement = Engagement.of(before, by.model, run.asOf());
        boolean bought = after.stream().anyMatch(fact -> fact.kind().equals(BOUGHT));
        Optional<Boolean> accepted = after.stream().map(Fact::kind).filter(Set.of(ACCEPTED, REJECTED)::contains).findFirst().map(ACCEPTED::equals);
        count(tally, "all", "", bought, accepted);
        count(tally, "cell", fit.grade() + engagement.heat(), bought, accepted);
        String outcome = bought ? " 1" : " 0";
        tally.count("auc.fit " + Math.round(fit.points()) + outcome);
        tally.count("auc.engagement " + Math.round(engagement.points()) + outcome);
        tally.count("auc.total " + Math.round(fit.points() + engagement.points()) + outcome);
        Map<String, Double> gave = gave(fit, engagement);
        gave.keySet().forEach(rule -> count(tally, "rule", rule, bought, accepted));
        if (lead.id() % (run.leads() / MOST_ROWS + 1) == 0) {
            rows.append("row\t").append(bought ? 1 : 0).append('\t');
            gave.forEach((rule, times) -> rows.append(rule).append('=').append(Math.round(times * 100) / 100.0).append(' '));
            rows.append('\n');
        }
    }

    private static void count(Tally tally, String what, String name, boolean bought, Optional<Boolean> accepted) {
        tally.count(what + ".leads " + name);
        tally.add(what + ".bought " + name, bought ? 1 : 0);
        accepted.ifPresent(yes -> {
            tally.count(what + ".decided " + name);
            tally.add(what + ".accepted " + name, yes ? 1 : 0);
        });
    }

    /** By table and rule, how many times its points it gave: within its limits and as they had faded. */
    private static Map<String, Double> gave(Fit fit, Engagement engagement) {
        Map<String, Double> gave = new TreeMap<>();
        for (Match rule : fit.rules()) {
            gave.put("lead-fit/" + rule.rule(), 1.0);
        }
        for (Given given : engagement.given()) {
            if (given.worth() != 0) {
                gave.merge("lead-engagement/" + given.rule().rule(), given.pointsNow() / given.worth(), Double::sum);
            }
        }
        return gave;
    }

    private static Set<String> kinds(Yardstick yardstick) {
        if (yardstick.kinds() == null) {
            return null;
        }
        Set<String> kinds = new HashSet<>(yardstick.kinds());
        kinds.addAll(List.of(BOUGHT, ACCEPTED, REJECTED));
        return kinds;
    }

    private Known known(long run) {
        Known found = known;
        if (found == null || found.run != run) {
            Yardstick yardstick = Yardstick.of(tables);
            found = new Known(run, yardstick, yardstick.models().stream().filter(model -> model.line().isEmpty()).findFirst().orElseThrow());
            known = found;
        }
        return found;
    }
}
