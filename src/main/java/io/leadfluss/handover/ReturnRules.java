package io.leadfluss.handover;

import io.leadfluss.lead.Lead;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import io.leadfluss.scoring.Scores;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decides by the table lead-recycle what becomes of a lead that sales does not take. */
@Component
class ReturnRules {

    private static final String TABLE = "lead-recycle";

    private final DecisionTables tables;
    private final Scores scores;
    private final JdbcClient jdbc;

    ReturnRules(DecisionTables tables, Scores scores, JdbcClient jdbc) {
        this.tables = tables;
        this.scores = scores;
        this.jdbc = jdbc;
    }

    /**
     * What the table says.
     *
     * @param recycle whether marketing gets the lead back; else it is set aside for good
     * @param quiet how long it is left in peace
     * @param journey which then takes it up; null for none
     * @param bar how many points more it must reach until sales sees it again
     */
    record Verdict(boolean recycle, Duration quiet, String journey, int bar) {
    }

    Verdict decide(Lead lead, String reason) {
        Match rule = tables.evaluate(TABLE, inputs(lead, reason)).stream().findFirst().orElseThrow(() -> new IllegalStateException(
                "The table " + TABLE + " has no rule for lead " + lead.id() + ": add a last row that takes all others"));
        String outcome = Objects.toString(rule.outputs().get("outcome"), "");
        return switch (outcome) {
            case "disqualify" -> new Verdict(false, Duration.ZERO, null, 0);
            case "recycle" -> new Verdict(true, Duration.ofDays(atLeastZero(rule, "quietDays")), (String) rule.outputs().get("journey"),
                    atLeastZero(rule, "bar"));
            default -> throw new IllegalStateException("The table " + TABLE + ", rule " + rule.rule() + ": outcome must be \"recycle\" or \"disqualify\"");
        };
    }

    private Map<String, Object> inputs(Lead lead, String reason) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("reason", reason);
        inputs.put("source", lead.source());
        inputs.put("grade", scores.total(lead.id()).grade());
        inputs.put("returns", jdbc.sql("SELECT COUNT(*) FROM handover WHERE lead_id = :lead AND state = 'RECYCLED'").param("lead", lead.id())
                .query(Integer.class).single());
        return inputs;
    }

    private static int atLeastZero(Match rule, String output) {
        double number = Optional.ofNullable(rule.number(output)).orElse(0.0);
        if (number < 0) {
            throw new IllegalStateException("The table " + TABLE + ", rule " + rule.rule() + ": " + output + " must not be below 0");
        }
        return (int) Math.round(number);
    }
}
