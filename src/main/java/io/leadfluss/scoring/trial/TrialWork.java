package io.leadfluss.scoring.trial;

import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Stage;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DraftTables;
import io.leadfluss.rules.DraftTables.Draft;
import io.leadfluss.scoring.LeadLives;
import io.leadfluss.scoring.Verdict;
import io.leadfluss.scoring.Yardstick;
import io.leadfluss.scoring.run.PartDone;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunLead;
import io.leadfluss.scoring.run.RunLead.What;
import io.leadfluss.scoring.run.RunLeads;
import io.leadfluss.scoring.run.RunOvertaken;
import io.leadfluss.scoring.run.RunWork;
import io.leadfluss.scoring.run.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Judges all leads by the tables in use and by those tried, as of the moment the trial began, and counts; no lead is touched. */
@Component
class TrialWork implements RunWork {

    private final TrialTables trialTables;
    private final DraftTables drafts;
    private final DecisionTables tables;
    private final LeadLives lives;
    private final RunLeads runLeads;
    private final Optional<SalesTeams> teams;
    private volatile Comparison known;

    TrialWork(TrialTables trialTables, DraftTables drafts, DecisionTables tables, LeadLives lives, RunLeads runLeads, Optional<SalesTeams> teams) {
        this.trialTables = trialTables;
        this.drafts = drafts;
        this.tables = tables;
        this.lives = lives;
        this.runLeads = runLeads;
        this.teams = teams;
    }

    /** @param alike whether interest is measured in the same way by both */
    private record Comparison(long run, Yardstick before, Yardstick after, boolean alike) {
    }

    @Override
    public RunKind kind() {
        return RunKind.TRIAL;
    }

    @Override
    public PartDone part(Run run, long first, long last) {
        if (!Yardstick.edition(tables).equals(run.edition())) {
            throw new RunOvertaken();
        }
        Comparison comparison = comparison(run.id());
        Tally tally = new Tally();
        List<Lead> becoming = new ArrayList<>();
        List<RunLead> told = new ArrayList<>();
        lives.visit(first, last, run.asOf(), comparison.before.kindsWith(comparison.after), (lead, facts) -> {
            tally.count("leads");
            try {
                compare(run, comparison, lead, facts, tally, told, becoming);
            } catch (IllegalStateException e) {
                tally.count("failed");
                tally.add("problem " + e.getMessage().replaceAll("\\s+", " "), 1);
            }
        });
        for (Lead lead : becoming) {
            String team = teams.map(found -> found.teamOf(lead, comparison.after.tables())).orElse("");
            told.replaceAll(each -> each.leadId() == lead.id() ? new RunLead(each.leadId(), each.what(), each.before(), each.after(), team, false) : each);
        }
        runLeads.add(run.id(), told);
        return new PartDone((int) tally.of("leads"), tally.print());
    }

    private static void compare(Run run, Comparison comparison, Lead lead, List<Fact> facts, Tally tally, List<RunLead> told, List<Lead> becoming) {
        Verdict before = Verdict.of(lead, facts, comparison.before, run.asOf());
        Verdict after = comparison.alike ? before.with(lead, comparison.after) : Verdict.of(lead, facts, comparison.after, run.asOf());
        tally.count("cell.before " + before.cell());
        tally.count("cell.after " + after.cell());
        tally.count("engagement.before " + Bands.of(before.interest().points()));
        tally.count("engagement.after " + Bands.of(after.interest().points()));
        tally.count("fit.before " + Bands.of(before.fit().points()));
        tally.count("fit.after " + Bands.of(after.fit().points()));
        if (!before.cell().equals(after.cell())) {
            tally.count("moved");
        }
        if (Verdict.mayQualify(lead) && after.isRipe() && !before.isRipe()) {
            becoming.add(lead);
            told.add(new RunLead(lead.id(), What.BECOMES, before.cell(), after.cell(), "", false));
        } else if (lead.stage() == Stage.MQL && before.isRipe() && !after.isRipe()) {
            told.add(new RunLead(lead.id(), What.STOPS, before.cell(), after.cell(), "", false));
        }
    }

    private Comparison comparison(long run) {
        Comparison found = known;
        if (found == null || found.run != run) {
            List<Draft> tried = trialTables.drafts(run);
            found = new Comparison(run, Yardstick.of(tables), Yardstick.of(drafts.with(tried)),
                    tried.stream().noneMatch(draft -> Yardstick.isAboutEngagement(draft.key())));
            known = found;
        }
        return found;
    }
}
