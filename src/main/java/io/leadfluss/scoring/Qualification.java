package io.leadfluss.scoring;

import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Stage;
import io.leadfluss.rules.DecisionTables;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Decides by the table lead-qualification whether a lead is ripe for sales. One that sales gave back is as hot as what it did since then makes it:
 * what sales has already seen never sends it there again by itself.
 */
@Component
class Qualification {

    static final String TABLE = "lead-qualification";
    private static final Set<Stage> BEFORE_SALES = EnumSet.of(Stage.SUBSCRIBER, Stage.LEAD);

    private final DecisionTables tables;
    private final Facts facts;
    private final Clock clock;

    Qualification(DecisionTables tables, Facts facts, Clock clock) {
        this.tables = tables;
        this.facts = facts;
        this.clock = clock;
    }

    void consider(Lead lead, String grade, EngagementModel model, Engagement engagement) {
        if (mayQualify(lead) && passes(grade, model, engagement, lead.bar(), tables) && lead.qualifyForMarketing(clock.instant())) {
            facts.record(new LeadQualified(lead.id(), "qualified:" + lead.id() + ":" + lead.stageSince().toEpochMilli(), model.line()));
        }
    }

    /** Whether sales has not had the lead yet, or gave it back. */
    static boolean mayQualify(Lead lead) {
        return BEFORE_SALES.contains(lead.stage());
    }

    /** Whether one of the models makes the lead ripe, wherever it stands. */
    static boolean passes(String grade, Map<EngagementModel, Engagement> results, int bar, DecisionTables tables) {
        return results.entrySet().stream().anyMatch(result -> passes(grade, result.getKey(), result.getValue(), bar, tables));
    }

    /**
     * @param bar how many points more than others it takes since sales gave the lead back
     * @throws IllegalStateException naming the table when it is missing or cannot be evaluated
     */
    static boolean passes(String grade, EngagementModel model, Engagement engagement, int bar, DecisionTables tables) {
        int heat = engagement.returns() == 0 ? engagement.heat() : Math.max(engagement.heat(), model.reached(engagement.fresh() - bar));
        return tables.evaluate(TABLE, Map.of("grade", grade, "heat", heat, "line", model.line(), "returns", engagement.returns())).stream()
                .anyMatch(match -> Boolean.TRUE.equals(match.outputs().get("qualified")));
    }
}
