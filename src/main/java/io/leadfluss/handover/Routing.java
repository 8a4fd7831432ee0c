package io.leadfluss.handover;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.handover.Roster.Seat;
import io.leadfluss.lead.Lead;
import io.leadfluss.rules.DecisionTables.Match;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.scoring.Score.Line;
import io.leadfluss.scoring.Scores;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds who takes a lead: team, policy and deadlines by the table lead-routing, in the team one who is at work and has room. */
@Component
class Routing {

    /** What stands in for a team where the table names none. */
    static final String POOL = "pool";

    private static final String TABLE = "lead-routing";
    private static final Comparator<Seat> NEXT = Comparator.comparing((Seat seat) -> -seat.owner().turn() - seat.owner().weight())
            .thenComparing(seat -> seat.owner().username());
    private static final Comparator<Seat> LEAST = Comparator.comparing((Seat seat) -> (double) seat.taker().inWork() / seat.taker().weight())
            .thenComparing(NEXT);

    private final DecisionTables tables;
    private final Scores scores;
    private final Reps reps;
    private final Roster roster;
    private final BusinessHours hours;

    Routing(DecisionTables tables, Scores scores, Reps reps, Roster roster, BusinessHours hours) {
        this.tables = tables;
        this.scores = scores;
        this.reps = reps;
        this.roster = roster;
        this.hours = hours;
    }

    /** What the table says. */
    private record Rule(String team, Policy policy, Duration accept, Duration escalate) {
    }

    /** The rep is null when nobody can take it: then it lies in the pool, where the whole team sees it. */
    Route find(Lead lead, Purpose purpose, Instant now) {
        return find(lead, purpose, now, Set.of());
    }

    /** As above, passing over these reps. */
    Route find(Lead lead, Purpose purpose, Instant now, Set<String> without) {
        Rule rule = rule(lead, purpose);
        List<Seat> seats = roster.lockSeats(rule.team(), now).stream().filter(seat -> !without.contains(seat.taker().username())).toList();
        return choose(rule.policy(), seats, lead).map(seat -> route(rule, seat.taker(), now)).orElseGet(() -> pool(rule, lead, now));
    }

    /** The deadlines for a rep who was chosen by hand. */
    Route to(Rep rep, Lead lead, Purpose purpose, Instant now) {
        return route(rule(lead, purpose), rep, now);
    }

    private Optional<Seat> choose(Policy policy, List<Seat> atWork, Lead lead) {
        // All that one lead wants is for one person, who has enough to do but knows it already.
        Optional<Seat> having = first(atWork, reps.whoHave(lead.id()));
        if (having.isPresent()) {
            return having;
        }
        List<Seat> seats = atWork.stream().filter(Seat::hasRoom).toList();
        if (policy == Policy.LEAST_LOADED) {
            return seats.stream().min(LEAST);
        }
        if (policy == Policy.WHO_KNOWS) {
            Optional<Seat> knowing = first(seats, reps.whoKnow(lead.id(), lead.company() == null ? null : lead.company().id()));
            if (knowing.isPresent()) {
                return knowing;
            }
        }
        Optional<Seat> next = seats.stream().min(NEXT);
        next.ifPresent(seat -> reps.turn(seats.stream().map(each -> each.owner().username()).toList(), seat.owner().username()));
        return next;
    }

    private static Optional<Seat> first(List<Seat> seats, List<String> usernames) {
        return usernames.stream().flatMap(username -> seats.stream().filter(seat -> seat.owner().username().equals(username)
                || seat.taker().username().equals(username))).findFirst();
    }

    private Route pool(Rule rule, Lead lead, Instant now) {
        Optional<Rep> anybody = roster.atWork(rule.team(), now).stream().findFirst().or(() -> reps.team(rule.team()).stream().findFirst());
        return route(rule, null, anybody.map(Rep::zone).orElseGet(lead::zone), anybody.map(Rep::region).orElse(null), now);
    }

    private Route route(Rule rule, Rep rep, Instant now) {
        return route(rule, rep.username(), rep.zone(), rep.region(), now);
    }

    /** After the manager was told, the lead stays as long as it did at first; then it goes to the next one. */
    private Route route(Rule rule, String rep, ZoneId zone, String region, Instant now) {
        return new Route(rule.team(), rep, hours.plus(now, rule.accept().dividedBy(2), zone, region), hours.plus(now, rule.accept(), zone, region),
                hours.plus(now, rule.escalate(), zone, region), hours.plus(now, rule.escalate().plus(rule.accept()), zone, region));
    }

    /** The team that a table of routing chooses, the one in use or another. */
    String team(Lead lead, Purpose purpose, DecisionTables by) {
        return rule(lead, purpose, by).team();
    }

    private Rule rule(Lead lead, Purpose purpose) {
        return rule(lead, purpose, tables);
    }

    private Rule rule(Lead lead, Purpose purpose, DecisionTables by) {
        return by.evaluate(TABLE, inputs(lead, purpose)).stream().findFirst().map(Routing::rule)
                .orElseGet(() -> new Rule(POOL, Policy.ROUND_ROBIN, Duration.ofHours(8), Duration.ofHours(16)));
    }

    private static Rule rule(Match match) {
        Policy policy = Policy.of(match.outputs().get("policy")).orElseThrow(() -> new IllegalStateException(
                "The table " + TABLE + ", rule " + match.rule() + ": policy must be one of " + Policy.allWords()));
        return new Rule(Objects.toString(match.outputs().get("team"), POOL), policy, match.hours("acceptHours"), match.hours("escalateHours"));
    }

    private Map<String, Object> inputs(Lead lead, Purpose purpose) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("country", lead.country());
        inputs.put("postcode", lead.postalCode());
        inputs.put("product", product(lead));
        inputs.put("employees", employees(lead));
        inputs.put("language", lead.language());
        inputs.put("kind", lead.kind().name());
        inputs.put("source", lead.source());
        inputs.put("purpose", purpose.name());
        return inputs;
    }

    /** What the lead said it wants, else the product line that it shows most interest in. */
    private String product(Lead lead) {
        return Optional.ofNullable(lead.fields().get("product")).orElseGet(() -> scores.explain(lead.id()).lines().stream()
                .filter(line -> line.engagement() > 0).max(Comparator.comparingDouble(Line::engagement)).map(Line::name).orElse(null));
    }

    private static Integer employees(Lead lead) {
        String told = lead.fields().getOrDefault("employees", "").replaceAll("[ .,']", "");
        return told.matches("\\d{1,8}") ? Integer.valueOf(told) : null;
    }
}
