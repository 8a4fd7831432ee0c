package io.leadfluss.handover;

import io.leadfluss.handover.Handovers.Purpose;
import io.leadfluss.handover.Handovers.Route;
import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.lead.Lead;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds who takes a lead: the team and its deadlines by the table lead-routing, in the team the one with the fewest open leads who has room. */
@Component
class Routing {

    private static final String TABLE = "lead-routing";

    private final DecisionTables tables;
    private final Reps reps;
    private final BusinessHours hours;

    Routing(DecisionTables tables, Reps reps, BusinessHours hours) {
        this.tables = tables;
        this.reps = reps;
        this.hours = hours;
    }

    /** The rep is null when nobody has room: then the lead waits for the whole team. */
    Route find(Lead lead, Purpose purpose, Instant now) {
        Match rule = tables.evaluate(TABLE, inputs(lead, purpose)).stream().findFirst().orElseThrow(() -> new IllegalStateException(
                "The table " + TABLE + " has no rule for lead " + lead.id() + ": add a last row that takes all others"));
        String team = (String) rule.outputs().get("team");
        Duration accept = working(rule, "acceptHours");
        List<Rep> atWork = reps.lockTeam(team, lead.id());
        Optional<Rep> rep = atWork.stream().filter(Rep::hasRoom).findFirst();
        ZoneId zone = rep.or(() -> atWork.stream().findFirst()).map(Rep::zone).orElseGet(lead::zone);
        return new Route(team, rep.map(Rep::username).orElse(null), hours.plus(now, accept.dividedBy(2), zone), hours.plus(now, accept, zone),
                hours.plus(now, working(rule, "escalateHours"), zone));
    }

    private static Duration working(Match rule, String output) {
        Double hours = rule.number(output);
        if (hours == null || hours <= 0) {
            throw new IllegalStateException("The table " + TABLE + ", rule " + rule.rule() + ": " + output + " must be a number above 0");
        }
        return Duration.ofMinutes(Math.round(hours * 60));
    }

    private static Map<String, Object> inputs(Lead lead, Purpose purpose) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("country", lead.country());
        inputs.put("language", lead.language());
        inputs.put("kind", lead.kind().name());
        inputs.put("source", lead.source());
        inputs.put("purpose", purpose.name());
        return inputs;
    }
}
