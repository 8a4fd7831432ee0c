package io.leadfluss.handover;

import static io.leadfluss.handover.HandoverState.IN_WORK;

import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is in charge of a handed over lead: routed, passed on, given by hand or taken; each change begins the deadlines anew. */
@Component
@Transactional
public class Assignments {

    private final Routing routing;
    private final Roster roster;
    private final Reps reps;
    private final HandoverRows rows;
    private final HandoverHistory history;
    private final Leads leads;
    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final Clock clock;

    Assignments(Routing routing, Roster roster, Reps reps, HandoverRows rows, HandoverHistory history, Leads leads, Accounts accounts,
            JdbcClient jdbc, Clock clock) {
        this.routing = routing;
        this.roster = roster;
        this.reps = reps;
        this.rows = rows;
        this.history = history;
        this.leads = leads;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Chooses team and rep and opens the handover; asking again for the same instance gives the same answer. */
    public Route route(String instanceId, long leadId, Purpose purpose) {
        return rows.find(instanceId).map(Handover::route).orElseGet(() -> open(instanceId, leads.get(leadId), purpose));
    }

    private Route open(String instanceId, Lead lead, Purpose purpose) {
        Instant now = clock.instant();
        Route route = routing.find(lead, purpose, now);
        history.record(rows.add(instanceId, lead.id(), purpose, route, now), route.rep() == null ? Kind.POOLED : Kind.ROUTED, null, route.rep(), null);
        return route;
    }

    /** What was found for the handover, with the deadlines as they are now. */
    @Transactional(readOnly = true)
    public Route route(String instanceId) {
        return rows.known(instanceId).route();
    }

    /** The rep in charge, null when none. */
    @Transactional(readOnly = true)
    public String rep(String instanceId) {
        return rows.known(instanceId).route().rep();
    }

    /** Goes to the next rep who has not yet let it pass; from the pool to anybody. It lies in the pool when there is none. */
    public Route reassign(String instanceId) {
        Handover handover = rows.lock(instanceId);
        Set<String> before = handover.route().rep() == null ? Set.of() : history.of(handover.id()).stream().map(HandoverEvent::rep)
                .filter(Objects::nonNull).collect(Collectors.toSet());
        // Who has it now counts as one who has room no more.
        jdbc.sql("UPDATE handover SET rep = NULL WHERE id = :id").param("id", handover.id()).update();
        Route route = routing.find(leads.get(handover.leadId()), handover.purpose(), clock.instant(), before);
        rows.reroute(handover, route);
        history.record(handover, route.rep() == null ? Kind.POOLED : Kind.REASSIGNED, null, route.rep(), null);
        return route;
    }

    /**
     * A rep gives the lead to a colleague, whose deadlines begin anew.
     *
     * @throws IllegalArgumentException when the colleague takes no leads
     */
    public Route handOn(String instanceId, String rep, String colleague, String note) {
        Handover handover = rows.lock(instanceId);
        Rep next = reps.find(colleague).filter(found -> found.active() && found.team().equals(handover.route().team()))
                .orElseThrow(() -> new IllegalArgumentException("'" + colleague + "' takes no leads in " + handover.route().team()
                        + ": choose a colleague of that team"));
        Route route = routing.to(next, leads.get(handover.leadId()), handover.purpose(), clock.instant()).in(handover.route().team());
        rows.reroute(handover, route);
        history.record(handover, Kind.HANDED_ON, rep, next.username(), null);
        history.note(handover, rep, note);
        return route;
    }

    /** To whom the rep can hand it on: the others of the team, best first. */
    @Transactional(readOnly = true)
    public List<Taker> colleagues(String instanceId) {
        Route route = rows.known(instanceId).route();
        return roster.takers(reps.team(route.team()).stream().filter(rep -> !rep.username().equals(route.rep())).toList(), clock.instant());
    }

    /** Somebody took it, or was given it by hand, and is in charge from now on. */
    public void take(String instanceId, String rep, String actor) {
        Predicate<Handover> another = handover -> IN_WORK.contains(handover.state()) && !rep.equals(handover.route().rep());
        rows.find(instanceId).filter(another).map(found -> rows.lock(instanceId)).filter(another).ifPresent(handover -> {
            jdbc.sql("UPDATE handover SET rep = :rep WHERE id = :id").param("rep", rep).param("id", handover.id()).update();
            history.record(handover, Kind.TAKEN, actor, rep, null);
        });
    }

    /** What lies in the pool, longest waiting first. */
    @Transactional(readOnly = true)
    List<Handover> pool() {
        return jdbc.sql("SELECT * FROM handover WHERE state = 'OPEN' AND rep IS NULL ORDER BY due_at, id LIMIT 500").query(Handover::of).list();
    }

    /** Whether one may give what lies in the pool to another. */
    @Transactional(readOnly = true)
    public boolean mayGive(String instanceId, String giver, String taker) {
        String team = rows.known(instanceId).route().team();
        return reps.find(giver).flatMap(found -> reps.find(taker).filter(next -> found.mayGive(team, next))).isPresent();
    }

    /** Gives what lies in the pool to a rep; false when somebody has it already. */
    public boolean give(String instanceId, String rep, String giver) {
        boolean free = rows.lock(instanceId).route().rep() == null;
        if (free) {
            take(instanceId, rep, giver);
        }
        return free;
    }

    /** An absence with a deputy who is at work, and the process instances of what is open with the one who is away. */
    public record StandIn(Absence absence, List<String> instances) {
    }

    /** Who stands in during this absence; empty when it is not now, there is nobody, or it is not for the asker to say. */
    @Transactional(readOnly = true)
    public Optional<StandIn> standIn(long absenceId, String asker, boolean admin) {
        Map<String, Absence> away = roster.away(clock.instant());
        return away.values().stream().filter(absence -> absence.id() == absenceId && absence.deputy() != null && !away.containsKey(absence.deputy()))
                .filter(absence -> admin || reps.find(asker).flatMap(self -> reps.find(absence.username()).filter(self::speaksFor)).isPresent())
                .map(absence -> new StandIn(absence, jdbc.sql("SELECT instance_id FROM handover WHERE rep = :rep AND state IN ('OPEN', 'ACCEPTED')"
                        + " ORDER BY id").param("rep", absence.username()).query(String.class).list())).findFirst();
    }

    /** The rep asks marketing before deciding; instead of the rep's deadline that of the answer counts. Returns who is to be told. */
    public List<String> ask(String instanceId, String rep, String question, Instant answerBy) {
        Handover handover = rows.lock(instanceId);
        history.record(handover, Kind.ASKED, rep, handover.route().rep(), question);
        jdbc.sql("UPDATE handover SET due_at = :due WHERE id = :id").param("due", answerBy).param("id", handover.id()).update();
        return accounts.having(Role.MARKETER);
    }

    /** Marketing answered, or did not in time (then the answer is null); the rep's deadlines begin anew. */
    public Route answer(String instanceId, String marketer, String answer) {
        Handover handover = rows.lock(instanceId);
        history.record(handover, answer == null ? Kind.UNANSWERED : Kind.ANSWERED, marketer, handover.route().rep(), answer);
        Route old = handover.route();
        Optional<Rep> rep = Optional.ofNullable(old.rep()).flatMap(reps::find);
        Route route = rep.map(found -> routing.to(found, leads.get(handover.leadId()), handover.purpose(), clock.instant()).in(old.team())).orElse(old);
        rows.reroute(handover, route);
        return route;
    }
}
