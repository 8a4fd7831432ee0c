package io.leadfluss.handover;

import static io.leadfluss.handover.HandoverState.ACCEPTED;
import static io.leadfluss.handover.HandoverState.DISQUALIFIED;
import static io.leadfluss.handover.HandoverState.DONE;
import static io.leadfluss.handover.HandoverState.IN_WORK;
import static io.leadfluss.handover.HandoverState.OPEN;
import static io.leadfluss.handover.HandoverState.QUALIFIED;
import static io.leadfluss.handover.HandoverState.RECYCLED;
import static io.leadfluss.handover.HandoverState.REJECTED;
import static io.leadfluss.handover.HandoverState.UNDECIDED;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.handover.ReturnRules.Verdict;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Leads in the hands of sales, from routing to outcome. All calls but route name the process instance that the handover belongs to; saying the same
 * thing twice does nothing.
 */
@Component
@Transactional
public class Handovers {

    private final Routing routing;
    private final ReturnRules returns;
    private final Roster roster;
    private final Reps reps;
    private final Leads leads;
    private final Facts facts;
    private final HandoverHistory history;
    private final Accounts accounts;
    private final BusinessHours hours;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId home;

    Handovers(Routing routing, ReturnRules returns, Roster roster, Reps reps, Leads leads, Facts facts, HandoverHistory history, Accounts accounts,
            BusinessHours hours, JdbcClient jdbc, Clock clock, @Value("${leadfluss.time-zone}") ZoneId home) {
        this.routing = routing;
        this.returns = returns;
        this.roster = roster;
        this.reps = reps;
        this.leads = leads;
        this.facts = facts;
        this.history = history;
        this.accounts = accounts;
        this.hours = hours;
        this.jdbc = jdbc;
        this.clock = clock;
        this.home = home;
    }

    /** For what sales gets a lead. */
    public enum Purpose { QUALIFY, CALL, ENQUIRY }

    /** Who is to take the lead until when; rep is null when it lies in the pool. Times are instants within the rep's business hours. */
    public record Route(String team, String rep, Instant remindAt, Instant dueAt, Instant escalateAt, Instant reassignAt) {

        /** The deadlines by the names of the variables that tasks and timers wait by. */
        public Map<String, Instant> deadlines() {
            return Map.of("remindAt", remindAt, "dueAt", dueAt, "escalateAt", escalateAt, "reassignAt", reassignAt);
        }

        /** The same for another team's lead. */
        Route in(String otherTeam) {
            return new Route(otherTeam, rep, remindAt, dueAt, escalateAt, reassignAt);
        }
    }

    /** A clock and public holidays, such as those of DE-BY; null: where the company is. */
    public record Place(ZoneId zone, String region) {
    }

    /** Chooses team and rep and opens the handover; asking again for the same instance gives the same answer. */
    public Route route(String instanceId, long leadId, Purpose purpose) {
        return find(instanceId).map(Handover::route).orElseGet(() -> open(instanceId, leads.get(leadId), purpose));
    }

    private Route open(String instanceId, Lead lead, Purpose purpose) {
        Instant now = clock.instant();
        Route route = routing.find(lead, purpose, now);
        jdbc.sql("""
                        INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at,
                          reassign_at, calls)
                        VALUES (:lead, :instance, :purpose, :team, :rep, 'OPEN', :now, :remind, :due, :escalate, :reassign, 0)""")
                .param("lead", lead.id()).param("instance", instanceId).param("purpose", purpose.name()).param("team", route.team())
                .param("rep", route.rep()).param("now", now).param("remind", route.remindAt()).param("due", route.dueAt())
                .param("escalate", route.escalateAt()).param("reassign", route.reassignAt()).update();
        history.record(known(instanceId), route.rep() == null ? Kind.POOLED : Kind.ROUTED, null, route.rep(), null);
        return route;
    }

    /** MQL to SAL. */
    public void accept(String instanceId, String rep, String note) {
        Handover handover = lock(instanceId);
        if (move(handover, Set.of(OPEN), ACCEPTED, rep, null)) {
            history.record(handover, Kind.ACCEPTED, rep, rep, null);
            note(handover, rep, note);
            leads.get(handover.leadId()).acceptBySales(clock.instant());
            facts.record(new LeadAccepted(handover.leadId(), "accepted:" + instanceId, handover.route().team()));
        }
    }

    /** The rep does not take the lead; it stays an MQL until it is recycled or disqualified. */
    public void reject(String instanceId, String rep, String reason, String note) {
        Handover handover = lock(instanceId);
        if (move(handover, IN_WORK, REJECTED, rep, reason)) {
            history.record(handover, Kind.REJECTED, rep, rep, reason);
            note(handover, rep, note);
            facts.record(new LeadRejected(handover.leadId(), "rejected:" + instanceId, text(reason)));
        }
    }

    /** SAL to SQL. */
    public void qualify(String instanceId, String rep, String note) {
        Handover handover = lock(instanceId);
        if (move(handover, IN_WORK, QUALIFIED, rep, null)) {
            history.record(handover, Kind.QUALIFIED, rep, rep, null);
            note(handover, rep, note);
            leads.get(handover.leadId()).qualifyForSales(clock.instant());
            facts.record(new SalesQualified(handover.leadId(), "sales-qualified:" + instanceId));
        }
    }

    /** Asks the table what becomes of a lead that sales does not take, and keeps the answer; true when marketing is to get it back. */
    public boolean decideReturn(String instanceId, String reason) {
        Handover handover = lock(instanceId);
        Verdict verdict = returns.decide(leads.get(handover.leadId()), or(reason, handover.reason()));
        jdbc.sql("UPDATE handover SET reason = COALESCE(:reason, reason), quiet_until = :quiet, journey = :journey, bar = :bar WHERE id = :id")
                .param("reason", reason).param("quiet", verdict.recycle() ? clock.instant().plus(verdict.quiet()) : null)
                .param("journey", verdict.journey()).param("bar", verdict.bar()).param("id", handover.id()).update();
        return verdict.recycle();
    }

    /** Until when a lead that was given back is left in peace; the past when it need not be. */
    @Transactional(readOnly = true)
    public Instant quietUntil(long leadId) {
        return jdbc.sql("SELECT quiet_until FROM handover WHERE lead_id = :lead AND state = 'RECYCLED' ORDER BY id DESC LIMIT 1").param("lead", leadId)
                .query((row, n) -> row.getObject(1, Instant.class)).list().stream().filter(Objects::nonNull).findFirst().orElseGet(clock::instant);
    }

    /** The quiet time is over: the journey that the table named takes the lead up. */
    public void resumeNurturing(long leadId) {
        jdbc.sql("SELECT instance_id, journey FROM handover WHERE lead_id = :lead AND state = 'RECYCLED' ORDER BY id DESC LIMIT 1").param("lead", leadId)
                .query((row, n) -> new LeadRested(leadId, "rested:" + row.getString(1), text(row.getString(2)))).optional().ifPresent(facts::record);
    }

    /** Back to marketing. */
    public void recycle(String instanceId, String rep, String reason, String note) {
        Handover handover = lock(instanceId);
        if (move(handover, UNDECIDED, RECYCLED, null, reason)) {
            history.record(handover, Kind.RECYCLED, rep, null, or(reason, handover.reason()));
            note(handover, rep, note);
            leads.get(handover.leadId()).recycle(clock.instant(), handover.bar());
            facts.record(new LeadRecycled(handover.leadId(), "recycled:" + instanceId, text(or(reason, handover.reason()))));
        }
    }

    /** Aside for good. */
    public void disqualify(String instanceId, String rep, String reason, String note) {
        Handover handover = lock(instanceId);
        if (move(handover, UNDECIDED, DISQUALIFIED, null, reason)) {
            history.record(handover, Kind.DISQUALIFIED, rep, null, or(reason, handover.reason()));
            note(handover, rep, note);
            leads.get(handover.leadId()).disqualify(clock.instant());
            facts.record(new LeadDisqualified(handover.leadId(), "disqualified:" + instanceId, text(or(reason, handover.reason()))));
        }
    }

    /** The outcome of a call or an answer, each try being a fact of its own; the handover stays open when it is to be tried again. */
    public void recordCall(String instanceId, String rep, String outcome, boolean again, String note) {
        Handover handover = lock(instanceId);
        if (handover.state() == DONE) {
            return;
        }
        move(handover, IN_WORK, again ? ACCEPTED : DONE, rep, null);
        jdbc.sql("UPDATE handover SET calls = calls + 1 WHERE instance_id = :instance").param("instance", instanceId).update();
        history.record(handover, Kind.CALLED, rep, rep, outcome);
        note(handover, rep, note);
        facts.record(new CallRecorded(handover.leadId(), "call:" + instanceId + ":" + (handover.calls() + 1), text(outcome)));
    }

    /** How many calls and answers have been recorded. */
    @Transactional(readOnly = true)
    public int calls(String instanceId) {
        return known(instanceId).calls();
    }

    /**
     * Moves the deadlines: to the time at which the lead wants to be called, or until which an accepted one is to be talked to. After it the manager
     * is told, and the lead passed on, as much working time later as before.
     */
    public void postpone(String instanceId, Instant remindAt, Instant dueAt) {
        Route old = lock(instanceId).route();
        Place place = place(instanceId);
        jdbc.sql("""
                        UPDATE handover SET remind_at = :remind, due_at = :due, escalate_at = :escalate, reassign_at = :reassign
                        WHERE instance_id = :instance""")
                .param("remind", remindAt).param("due", dueAt).param("escalate", later(dueAt, old.dueAt(), old.escalateAt(), place))
                .param("reassign", later(dueAt, old.dueAt(), old.reassignAt(), place)).param("instance", instanceId).update();
        history.postponed(instanceId, dueAt);
    }

    private Instant later(Instant due, Instant oldDue, Instant old, Place place) {
        return hours.plus(due, hours.between(oldDue, old, place.zone(), place.region()), place.zone(), place.region());
    }

    /** Whether sales is through with what the lead asked for then: it was taken up since, and nothing of it is open any more. */
    @Transactional(readOnly = true)
    public boolean isSettled(long leadId, Purpose purpose, Instant asked) {
        return jdbc.sql("SELECT COUNT(*) > 0 AND COUNT(*) = COUNT(closed_at) FROM handover WHERE lead_id = :lead AND purpose = :purpose AND routed_at >= :asked")
                .param("lead", leadId).param("purpose", purpose.name()).param("asked", asked).query(Boolean.class).single();
    }

    /** What was found for the handover, with the deadlines as they are now. */
    @Transactional(readOnly = true)
    public Route route(String instanceId) {
        return known(instanceId).route();
    }

    /** On whose clock a member of the staff works: a rep's own, else that of the company. */
    @Transactional(readOnly = true)
    public ZoneId zone(String username) {
        return placeOf(username).zone();
    }

    /** As above, with the holidays that count there. */
    @Transactional(readOnly = true)
    public Place placeOf(String username) {
        return reps.find(username).map(rep -> new Place(rep.zone(), rep.region())).orElseGet(() -> new Place(home, null));
    }

    /** On whose clock and holidays the rep in charge works; without one, those of the lead. */
    @Transactional(readOnly = true)
    public Place place(String instanceId) {
        Handover handover = known(instanceId);
        return Optional.ofNullable(handover.route().rep()).flatMap(reps::find).map(rep -> new Place(rep.zone(), rep.region()))
                .orElseGet(() -> new Place(leads.get(handover.leadId()).zone(), null));
    }

    /** Notes that a deadline passed, and returns who is to be told: the team's managers, else the administrators. */
    public List<String> escalate(String instanceId) {
        Handover handover = lock(instanceId);
        if (handover.escalatedAt() == null) {
            jdbc.sql("UPDATE handover SET escalated_at = :now WHERE instance_id = :instance")
                    .param("now", clock.instant()).param("instance", instanceId).update();
        }
        history.record(handover, Kind.ESCALATED, null, handover.route().rep(), null);
        return responsible(handover.route().team());
    }

    /** Goes to the next rep who has not yet let it pass; from the pool to anybody. It lies in the pool when there is none. */
    public Route reassign(String instanceId) {
        Handover handover = lock(instanceId);
        Set<String> before = handover.route().rep() == null ? Set.of() : history.of(handover.id()).stream().map(HandoverEvent::rep)
                .filter(Objects::nonNull).collect(Collectors.toSet());
        // Who has it now counts as one who has room no more.
        jdbc.sql("UPDATE handover SET rep = NULL WHERE id = :id").param("id", handover.id()).update();
        Route route = routing.find(leads.get(handover.leadId()), handover.purpose(), clock.instant(), before);
        reroute(handover, route);
        history.record(handover, route.rep() == null ? Kind.POOLED : Kind.REASSIGNED, null, route.rep(), null);
        return route;
    }

    /**
     * A rep gives the lead to a colleague, whose deadlines begin anew.
     *
     * @throws IllegalArgumentException when the colleague takes no leads
     */
    public Route handOn(String instanceId, String rep, String colleague, String note) {
        Handover handover = lock(instanceId);
        Rep next = reps.find(text(colleague)).filter(found -> found.active() && found.team().equals(handover.route().team()))
                .orElseThrow(() -> new IllegalArgumentException("'" + colleague + "' takes no leads in " + handover.route().team()
                        + ": choose a colleague of that team"));
        Route route = routing.to(next, leads.get(handover.leadId()), handover.purpose(), clock.instant()).in(handover.route().team());
        reroute(handover, route);
        history.record(handover, Kind.HANDED_ON, rep, next.username(), null);
        note(handover, rep, note);
        return route;
    }

    /** Somebody took it, or was given it by hand, and is in charge from now on. */
    public void take(String instanceId, String rep, String actor) {
        Predicate<Handover> another = handover -> IN_WORK.contains(handover.state()) && !rep.equals(handover.route().rep());
        find(instanceId).filter(another).map(found -> lock(instanceId)).filter(another).ifPresent(handover -> {
            jdbc.sql("UPDATE handover SET rep = :rep WHERE id = :id").param("rep", rep).param("id", handover.id()).update();
            history.record(handover, Kind.TAKEN, actor, rep, null);
        });
    }

    /** Somebody at work who stands in for one who is away, and the process instances of what is open with that one. */
    public record StandIn(String deputy, List<String> instances) {
    }

    /** Who stands in during this absence; empty when it is not now, there is nobody, or it is not for the asker to say. */
    @Transactional(readOnly = true)
    public Optional<StandIn> standIn(long absenceId, String asker, boolean admin) {
        Map<String, Absence> away = roster.away(clock.instant());
        return away.values().stream().filter(absence -> absence.id() == absenceId && absence.deputy() != null && !away.containsKey(absence.deputy()))
                .filter(absence -> admin || reps.find(text(asker)).flatMap(self -> reps.find(absence.username()).filter(self::speaksFor)).isPresent())
                .map(absence -> new StandIn(absence.deputy(), jdbc.sql("SELECT instance_id FROM handover WHERE rep = :rep AND state IN ('OPEN', 'ACCEPTED')"
                        + " ORDER BY id").param("rep", absence.username()).query(String.class).list())).findFirst();
    }

    /** What lies in the pool, longest waiting first. */
    @Transactional(readOnly = true)
    List<Handover> pool() {
        return jdbc.sql("SELECT * FROM handover WHERE state = 'OPEN' AND rep IS NULL ORDER BY due_at, id LIMIT 500").query(Handover::of).list();
    }

    /** Whether one may give what lies in the pool to another. */
    @Transactional(readOnly = true)
    public boolean mayGive(String instanceId, String giver, String taker) {
        String team = known(instanceId).route().team();
        return reps.find(text(giver)).flatMap(found -> reps.find(text(taker)).filter(next -> found.mayGive(team, next))).isPresent();
    }

    /** Gives what lies in the pool to a rep; false when somebody has it already. */
    public boolean give(String instanceId, String rep, String giver) {
        boolean free = lock(instanceId).route().rep() == null;
        if (free) {
            take(instanceId, rep, giver);
        }
        return free;
    }

    /** The rep asks marketing before deciding; instead of the rep's deadline that of the answer counts. Returns who is to be told. */
    public List<String> ask(String instanceId, String rep, String question, Instant answerBy) {
        Handover handover = lock(instanceId);
        history.record(handover, Kind.ASKED, rep, handover.route().rep(), question);
        jdbc.sql("UPDATE handover SET due_at = :due WHERE id = :id").param("due", answerBy).param("id", handover.id()).update();
        return having(Role.MARKETER);
    }

    /** The moment at which so much working time has passed from now on where the rep in charge is. */
    @Transactional(readOnly = true)
    public Instant deadline(String instanceId, Duration working) {
        Place place = place(instanceId);
        return hours.plus(clock.instant(), working, place.zone(), place.region());
    }

    /** Marketing answered, or did not in time (then the answer is null); the rep's deadlines begin anew. */
    public Route answer(String instanceId, String marketer, String answer) {
        Handover handover = lock(instanceId);
        history.record(handover, answer == null ? Kind.UNANSWERED : Kind.ANSWERED, marketer, handover.route().rep(), answer);
        Route old = handover.route();
        Optional<Rep> rep = Optional.ofNullable(old.rep()).flatMap(reps::find);
        Route route = rep.map(found -> routing.to(found, leads.get(handover.leadId()), handover.purpose(), clock.instant()).in(old.team())).orElse(old);
        reroute(handover, route);
        return route;
    }

    private void reroute(Handover handover, Route route) {
        jdbc.sql("""
                        UPDATE handover SET team = :team, rep = :rep, state = 'OPEN', accepted_at = NULL, remind_at = :remind, due_at = :due, escalate_at = :escalate,
                          reassign_at = :reassign WHERE id = :id""")
                .param("team", route.team()).param("rep", route.rep()).param("remind", route.remindAt()).param("due", route.dueAt())
                .param("escalate", route.escalateAt()).param("reassign", route.reassignAt()).param("id", handover.id()).update();
    }

    private List<String> responsible(String team) {
        List<String> managers = roster.managers(team, clock.instant());
        return managers.isEmpty() ? having(Role.ADMIN) : managers;
    }

    private List<String> having(Role role) {
        return accounts.findByEnabledTrueOrderByUsername().stream().filter(account -> account.roles().contains(role)).map(Account::username).toList();
    }

    /** The process ended without a verdict (the lead bought, an exit rule, an operator): the lead no longer counts for its rep. */
    public void end(String instanceId) {
        Optional<Handover> undecided = find(instanceId).filter(handover -> UNDECIDED.contains(handover.state()));
        undecided.ifPresent(handover -> {
            move(handover, UNDECIDED, DONE, null, null);
            history.record(handover, Kind.ENDED, null, null, null);
            // A lead that left stays no MQL for ever: who comes back must be able to become one again.
            leads.findById(handover.leadId()).filter(lead -> handover.purpose() == Purpose.QUALIFY && lead.recycle(clock.instant(), 0))
                    .ifPresent(lead -> facts.record(new LeadRecycled(lead.id(), "ended:" + instanceId, "ended")));
        });
    }

    /** Reminds whoever is in charge; the mail itself is the caller's. */
    public void remind(String instanceId) {
        Handover handover = known(instanceId);
        history.record(handover, Kind.REMINDED, null, handover.route().rep(), null);
    }

    /** What happened to the handover of this process instance, oldest first. */
    @Transactional(readOnly = true)
    public List<HandoverEvent> history(String instanceId) {
        return history.of(known(instanceId).id());
    }

    /** For what sales got the lead. */
    @Transactional(readOnly = true)
    public Purpose purpose(String instanceId) {
        return known(instanceId).purpose();
    }

    /** The rep in charge, null when none. */
    @Transactional(readOnly = true)
    public String rep(String instanceId) {
        return known(instanceId).route().rep();
    }

    /** Whom to alarm when the lead lies in the pool: the team's managers, else the administrators; nobody when it does not. */
    @Transactional(readOnly = true)
    public List<String> alarmed(String instanceId) {
        Route route = known(instanceId).route();
        return route.rep() != null ? List.of() : responsible(route.team());
    }

    /** The teams in whose pool something lies that this one is alarmed of. */
    @Transactional(readOnly = true)
    public Set<String> alarmedFor(String account) {
        return jdbc.sql("SELECT DISTINCT team FROM handover WHERE state = 'OPEN' AND rep IS NULL").query(String.class).list().stream()
                .filter(team -> responsible(team).contains(account)).collect(Collectors.toSet());
    }

    /** To whom the rep can hand it on: the others of the team, best first. */
    @Transactional(readOnly = true)
    public List<Taker> colleagues(String instanceId) {
        Route route = known(instanceId).route();
        return roster.takers(reps.team(route.team()).stream().filter(rep -> !rep.username().equals(route.rep())).toList(), clock.instant());
    }

    /** Whose handover it is; empty when there is none, or the lead has been erased. */
    @Transactional(readOnly = true)
    public Optional<Long> lead(String instanceId) {
        return find(instanceId).map(Handover::leadId);
    }

    /** All handovers of a lead, newest first. */
    public List<Handover> of(long leadId) {
        return jdbc.sql("SELECT * FROM handover WHERE lead_id = :lead ORDER BY id DESC").param("lead", leadId).query(Handover::of).list();
    }

    /** False when the handover is there already. */
    private boolean move(Handover handover, Set<HandoverState> from, HandoverState to, String rep, String reason) {
        if (handover.state() == to) {
            return false;
        }
        if (!from.contains(handover.state())) {
            throw new IllegalStateException("The handover of process instance " + handover.instanceId() + " is " + handover.state()
                    + ", it can no longer become " + to);
        }
        Instant now = clock.instant();
        jdbc.sql("""
                        UPDATE handover SET state = :state, rep = COALESCE(:rep, rep), reason = COALESCE(:reason, reason),
                          accepted_at = COALESCE(accepted_at, :accepted), closed_at = :closed WHERE instance_id = :instance""")
                .param("state", to.name()).param("rep", rep).param("reason", reason).param("accepted", to == ACCEPTED ? now : null)
                .param("closed", IN_WORK.contains(to) ? null : now).param("instance", handover.instanceId()).update();
        return true;
    }

    private void note(Handover handover, String rep, String note) {
        if (note != null && !note.isBlank()) {
            jdbc.sql("INSERT INTO lead_note (lead_id, author, text, created_at) VALUES (:lead, :author, :text, :now)")
                    .param("lead", handover.leadId()).param("author", or(rep, handover.route().team()))
                    .param("text", note.strip().substring(0, Math.min(note.strip().length(), 4000))).param("now", clock.instant()).update();
        }
    }

    private Handover lock(String instanceId) {
        return jdbc.sql("SELECT * FROM handover WHERE instance_id = :instance FOR UPDATE").param("instance", instanceId)
                .query(Handover::of).optional().orElseThrow(() -> unknown(instanceId));
    }

    private Handover known(String instanceId) {
        return find(instanceId).orElseThrow(() -> unknown(instanceId));
    }

    private Optional<Handover> find(String instanceId) {
        return jdbc.sql("SELECT * FROM handover WHERE instance_id = :instance").param("instance", instanceId).query(Handover::of).optional();
    }

    private static IllegalStateException unknown(String instanceId) {
        return new IllegalStateException("Process instance " + instanceId + " has no handover: the step 'Route lead' must come first");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String or(String value, String other) {
        return value == null ? other : value;
    }
}
