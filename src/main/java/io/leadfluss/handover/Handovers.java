package io.leadfluss.handover;

import static io.leadfluss.handover.HandoverState.ACCEPTED;
import static io.leadfluss.handover.HandoverState.DONE;
import static io.leadfluss.handover.HandoverState.IN_WORK;
import static io.leadfluss.handover.HandoverState.OPEN;
import static io.leadfluss.handover.HandoverState.QUALIFIED;
import static io.leadfluss.handover.HandoverState.REJECTED;
import static io.leadfluss.handover.HandoverState.UNDECIDED;

import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Leads;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Leads in the hands of sales, from acceptance to outcome. All calls name the process instance that the handover belongs to; saying the same thing
 * twice does nothing.
 */
@Component
@Transactional
public class Handovers {

    private final HandoverRows rows;
    private final HandoverHistory history;
    private final JdbcClient jdbc;
    private final Leads leads;
    private final Facts facts;
    private final Clock clock;

    Handovers(HandoverRows rows, HandoverHistory history, JdbcClient jdbc, Leads leads, Facts facts, Clock clock) {
        this.rows = rows;
        this.history = history;
        this.jdbc = jdbc;
        this.leads = leads;
        this.facts = facts;
        this.clock = clock;
    }

    /** MQL to SAL. */
    public void accept(String instanceId, String rep, String note) {
        Handover handover = rows.lock(instanceId);
        if (rows.move(handover, Set.of(OPEN), ACCEPTED, rep, null)) {
            history.record(handover, Kind.ACCEPTED, rep, rep, null);
            history.note(handover, rep, note);
            leads.get(handover.leadId()).acceptBySales(clock.instant());
            facts.record(new LeadAccepted(handover.leadId(), "accepted:" + instanceId, handover.route().team()));
        }
    }

    /** The rep does not take the lead; it stays an MQL until it is recycled or disqualified. */
    public void reject(String instanceId, String rep, String reason, String note) {
        Handover handover = rows.lock(instanceId);
        if (rows.move(handover, IN_WORK, REJECTED, rep, reason)) {
            history.record(handover, Kind.REJECTED, rep, rep, reason);
            history.note(handover, rep, note);
            facts.record(new LeadRejected(handover.leadId(), "rejected:" + instanceId, handover.because(reason)));
        }
    }

    /** SAL to SQL. */
    public void qualify(String instanceId, String rep, String note) {
        Handover handover = rows.lock(instanceId);
        if (rows.move(handover, IN_WORK, QUALIFIED, rep, null)) {
            history.record(handover, Kind.QUALIFIED, rep, rep, null);
            history.note(handover, rep, note);
            leads.get(handover.leadId()).qualifyForSales(clock.instant());
            facts.record(new SalesQualified(handover.leadId(), "sales-qualified:" + instanceId));
        }
    }

    /** The outcome of a call or an answer, each try being a fact of its own; the handover stays open when it is to be tried again. */
    public void recordCall(String instanceId, String rep, String outcome, boolean again, String note) {
        Handover handover = rows.lock(instanceId);
        if (handover.state() == DONE) {
            return;
        }
        rows.move(handover, IN_WORK, again ? ACCEPTED : DONE, rep, null);
        jdbc.sql("UPDATE handover SET calls = calls + 1 WHERE instance_id = :instance").param("instance", instanceId).update();
        history.record(handover, Kind.CALLED, rep, rep, outcome);
        history.note(handover, rep, note);
        facts.record(new CallRecorded(handover.leadId(), "call:" + instanceId + ":" + (handover.calls() + 1), outcome == null ? "" : outcome));
    }

    /** The process ended without a verdict (the lead bought, an exit rule, an operator): the lead no longer counts for its rep. */
    public void end(String instanceId) {
        Optional<Handover> undecided = rows.find(instanceId).filter(handover -> UNDECIDED.contains(handover.state()));
        undecided.ifPresent(handover -> {
            rows.move(handover, UNDECIDED, DONE, null, null);
            history.record(handover, Kind.ENDED, null, null, null);
            // A lead that left stays no MQL for ever: who comes back must be able to become one again.
            leads.findById(handover.leadId()).filter(lead -> handover.purpose() == Purpose.QUALIFY && lead.recycle(clock.instant(), 0))
                    .ifPresent(lead -> facts.record(new LeadRecycled(lead.id(), "ended:" + instanceId, "ended")));
        });
    }

    /** Whether sales is through with what the lead asked for then: it was taken up since, and nothing of it is open any more. */
    @Transactional(readOnly = true)
    public boolean isSettled(long leadId, Purpose purpose, Instant asked) {
        return jdbc.sql("SELECT COUNT(*) > 0 AND COUNT(*) = COUNT(closed_at) FROM handover WHERE lead_id = :lead AND purpose = :purpose AND routed_at >= :asked")
                .param("lead", leadId).param("purpose", purpose.name()).param("asked", asked).query(Boolean.class).single();
    }

    /** How many calls and answers have been recorded. */
    @Transactional(readOnly = true)
    public int calls(String instanceId) {
        return rows.known(instanceId).calls();
    }

    /** What happened to the handover of this process instance, oldest first. */
    @Transactional(readOnly = true)
    public List<HandoverEvent> history(String instanceId) {
        return history.of(rows.known(instanceId).id());
    }

    /** For what sales got the lead. */
    @Transactional(readOnly = true)
    public Purpose purpose(String instanceId) {
        return rows.known(instanceId).purpose();
    }

    /** Whose handover it is; empty when there is none, or the lead has been erased. */
    @Transactional(readOnly = true)
    public Optional<Long> lead(String instanceId) {
        return rows.find(instanceId).map(Handover::leadId);
    }

    /** All handovers of a lead, newest first. */
    public List<Handover> of(long leadId) {
        return rows.of(leadId);
    }
}
