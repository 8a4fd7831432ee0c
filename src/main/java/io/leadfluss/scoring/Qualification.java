package io.leadfluss.scoring;

import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Stage;
import io.leadfluss.rules.DecisionTables;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides by the table lead-qualification whether a lead is ripe for sales. A lead that sales gave back must pass twice: with all its points, and
 * with only those it earned since it came back. What sales has already seen therefore never sends it there again by itself.
 */
@Component
class Qualification {

    private static final Logger log = LoggerFactory.getLogger(Qualification.class);
    private static final Set<Stage> BEFORE_SALES = EnumSet.of(Stage.SUBSCRIBER, Stage.LEAD);

    private final DecisionTables tables;
    private final Facts facts;
    private final Clock clock;

    Qualification(DecisionTables tables, Facts facts, Clock clock) {
        this.tables = tables;
        this.facts = facts;
        this.clock = clock;
    }

    void consider(Lead lead, Score score) {
        if (BEFORE_SALES.contains(lead.stage()) && passes(score)
                && facts.last(lead.id(), "LeadRecycled").map(back -> passes(score.since(back))).orElse(true)
                && lead.qualifyForMarketing(clock.instant())) {
            facts.record(new LeadQualified(lead.id(), "qualified:" + lead.id() + ":" + lead.stageSince().toEpochMilli()));
        }
    }

    private boolean passes(Score score) {
        try {
            return tables.evaluate("lead-qualification", Map.of("fit", rounded(score.fit()), "engagement", rounded(score.engagement()))).stream()
                    .anyMatch(match -> Boolean.TRUE.equals(match.outputs().get("qualified")));
        } catch (IllegalStateException e) {
            log.error("No lead is qualified: {}", e.getMessage());
            return false;
        }
    }

    /** As precise as the totals are stored, so that the decision can be understood from them. */
    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
