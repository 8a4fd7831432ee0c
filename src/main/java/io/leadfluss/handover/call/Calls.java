package io.leadfluss.handover.call;

import io.leadfluss.handover.Handover;
import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.calendar.BusinessHours.Stretch;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Deadlines;
import io.leadfluss.handover.Place;
import io.leadfluss.handover.call.CallPermission.Basis;
import io.leadfluss.handover.call.CallPermission.Number;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadRegister;
import io.leadfluss.lead.Leads;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Calls of reps to leads: whether and when, what came of each, and what is done next. */
@Component
@Transactional
public class Calls {

    private static final String TABLE = "call-retry";
    private static final Duration TO_CALL = Duration.ofHours(2);
    /** Results in which the lead spoke with the rep. */
    private static final Set<String> SPOKE = Set.of("reached", "meeting", "called");
    /** Results of a task in which nobody was called. */
    private static final Set<String> NO_CALL = Set.of("answered", "not-relevant", "gave-up");

    private final Handovers handovers;
    private final Deadlines deadlines;
    private final Consents consents;
    private final Leads leads;
    private final LeadRegister register;
    private final Facts facts;
    private final DecisionTables tables;
    private final CallTimes times;
    private final BusinessHours hours;
    private final JdbcClient jdbc;
    private final Clock clock;

    Calls(Handovers handovers, Deadlines deadlines, Consents consents, Leads leads, LeadRegister register, Facts facts, DecisionTables tables, CallTimes times,
            BusinessHours hours, JdbcClient jdbc, Clock clock) {
        this.handovers = handovers;
        this.deadlines = deadlines;
        this.consents = consents;
        this.leads = leads;
        this.register = register;
        this.facts = facts;
        this.tables = tables;
        this.times = times;
        this.hours = hours;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is done after a call. */
    public enum Next {
        /** Nothing more: the lead was reached, or the rep gave up. */
        DONE,
        AGAIN,
        /** The lead is written to instead. */
        MAIL,
        GIVE_UP
    }

    /**
     * What follows a call.
     *
     * @param at when it is tried again, null unless it is
     */
    public record Result(Next next, Instant at) {
    }

    /** Whether this lead may be called now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public CallPermission permission(long leadId) {
        Lead lead = leads.get(leadId);
        Number number = lead.phone() == null ? Number.MISSING : lead.phoneWrongSince() == null ? Number.GIVEN : Number.WRONG;
        Optional<Instant> allowed = consents.since(leadId, Purpose.PHONE);
        if (allowed.isPresent()) {
            return new CallPermission(Basis.CONSENT, allowed.get(), number, lead.phoneWrongSince());
        }
        Optional<Instant> objected = consents.withdrawnSince(leadId, Purpose.PHONE);
        return requested(leadId).or(() -> agreed(leadId).filter(agreed -> objected.filter(agreed::isBefore).isEmpty()))
                .map(asked -> new CallPermission(Basis.REQUEST, asked, number, lead.phoneWrongSince()))
                .orElseGet(() -> new CallPermission(Basis.NONE, objected.orElse(null), number, lead.phoneWrongSince()));
    }

    /** When the lead asked to be called back, until that is settled or the lead wants no calls any more. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Instant> requested(long leadId) {
        Optional<Instant> objected = consents.withdrawnSince(leadId, Purpose.PHONE);
        return facts.last(leadId, "FormSubmitted", "callback").filter(asked -> objected.filter(asked::isBefore).isEmpty())
                .filter(asked -> !handovers.isSettled(leadId, Handover.Purpose.CALL, asked));
    }

    /** When the lead agreed on a meeting by phone of which nobody has told yet what came of it. */
    private Optional<Instant> agreed(long leadId) {
        return jdbc.sql("SELECT MAX(arranged_at) FROM meeting WHERE lead_id = :lead AND way = 'PHONE' AND state = 'PLANNED'").param("lead", leadId)
                .query(Instant.class).optional();
    }

    /** Sets the deadlines of the next call by what the lead wishes, and returns from when on it wants to be called. */
    public Instant plan(String instanceId, CallWish wish) {
        long lead = handovers.lead(instanceId).orElseThrow(() -> new IllegalStateException("Process instance " + instanceId + " has no handover"));
        Instant now = clock.instant();
        boolean first = handovers.calls(instanceId) == 0;
        return first && wish.isSoon() ? now : promise(instanceId, now, times.first(now, wish, leads.get(lead).zone(), deadlines.place(instanceId)), wish);
    }

    private Instant promise(String instanceId, Instant now, Stretch stretch, CallWish wish) {
        Place ofRep = deadlines.place(instanceId);
        Instant usual = hours.plus(stretch.from(), TO_CALL, ofRep.zone(), ofRep.region());
        Instant due = wish.part() != CallWish.Part.SOON || usual.isAfter(stretch.until()) ? stretch.until() : usual;
        // Before its time nobody need be reminded; once it has come, in the middle of what is left.
        Instant remind = stretch.from().isAfter(now) ? stretch.from() : now.plus(Duration.between(now, due).dividedBy(2));
        deadlines.postpone(instanceId, remind, due);
        return stretch.from();
    }

    /**
     * Notes how a call, or an answer in place of it, went, and says by the table call-retry what is done next.
     *
     * @param outcome reached, meeting, called, not-reached, voicemail, wrong-number, gave-up, answered or not-relevant; the table
     *     may know more for a lead that was not reached
     */
    public Result record(String instanceId, String rep, String outcome, String note, CallWish wish) {
        long lead = handovers.lead(instanceId).orElseThrow(() -> new IllegalStateException("Process instance " + instanceId + " has no handover"));
        if (!outcome.matches("[a-z-]{1,20}")) {
            throw new IllegalArgumentException("The outcome of a call is a short word of small letters, such as reached or not-reached");
        }
        int attempt = handovers.calls(instanceId) + 1;
        Match rule = SPOKE.contains(outcome) || NO_CALL.contains(outcome) ? null : rule(outcome, attempt);
        Next next = rule == null ? Next.DONE : next(rule);
        Stretch again = next == Next.AGAIN ? again(instanceId, lead, rule.hours("waitHours"), wish) : null;
        Result result = new Result(next, again == null ? null : again.from());
        if (!NO_CALL.contains(outcome)) {
            keep(instanceId, lead, rep, outcome, attempt, result.at());
        }
        if (outcome.equals("wrong-number")) {
            register.phoneIsWrong(lead);
        }
        handovers.recordCall(instanceId, rep, outcome.equals("meeting") ? "reached" : outcome, next == Next.AGAIN, note);
        if (again != null) {
            promise(instanceId, clock.instant(), again, wish);
        }
        return result;
    }

    private void keep(String instanceId, long lead, String rep, String outcome, int attempt, Instant next) {
        Basis basis = permission(lead).basis();
        jdbc.sql("""
                        INSERT IGNORE INTO sales_call (instance_id, attempt, lead_id, rep, outcome, basis, called_at, next_at)
                        VALUES (:instance, :attempt, :lead, :rep, :outcome, :basis, :now, :next)""")
                .param("instance", instanceId).param("attempt", attempt).param("lead", lead).param("rep", rep).param("outcome", outcome)
                .param("basis", basis.name()).param("now", clock.instant()).param("next", next).update();
        if (basis == Basis.CONSENT) {
            consents.used(lead, Purpose.PHONE, "call, " + outcome, new Evidence(null, null, "task, " + rep, null, null));
        }
    }

    private Match rule(String outcome, int attempt) {
        return tables.evaluate(TABLE, Map.of("outcome", outcome, "attempt", attempt)).stream().findFirst().orElseThrow(
                () -> new IllegalStateException("The table " + TABLE + " has no rule for attempt " + attempt + " with outcome " + outcome
                        + ": add a last row that takes all others"));
    }

    private static Next next(Match rule) {
        String next = String.valueOf(rule.outputs().get("next"));
        return switch (next) {
            case "again" -> Next.AGAIN;
            case "mail" -> Next.MAIL;
            case "give up" -> Next.GIVE_UP;
            default -> throw new IllegalStateException("The table " + TABLE + ", rule " + rule.rule() + ": next is " + next
                    + ", it must be again, mail or give up");
        };
    }

    private Stretch again(String instanceId, long lead, Duration wait, CallWish wish) {
        Place ofRep = deadlines.place(instanceId);
        return times.first(hours.plus(clock.instant(), wait, ofRep.zone(), ofRep.region()), wish, leads.get(lead).zone(), ofRep);
    }
}
