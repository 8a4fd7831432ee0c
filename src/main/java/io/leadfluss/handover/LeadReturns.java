package io.leadfluss.handover;

import static io.leadfluss.handover.HandoverState.DISQUALIFIED;
import static io.leadfluss.handover.HandoverState.RECYCLED;
import static io.leadfluss.handover.HandoverState.UNDECIDED;

import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.handover.ReturnRules.Verdict;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Leads;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Leads that sales does not take: set aside for good, or given back to marketing, which leaves them in peace for a while. */
@Component
@Transactional
public class LeadReturns {

    private final ReturnRules rules;
    private final HandoverRows rows;
    private final HandoverHistory history;
    private final Leads leads;
    private final Facts facts;
    private final JdbcClient jdbc;
    private final Clock clock;

    LeadReturns(ReturnRules rules, HandoverRows rows, HandoverHistory history, Leads leads, Facts facts, JdbcClient jdbc, Clock clock) {
        this.rules = rules;
        this.rows = rows;
        this.history = history;
        this.leads = leads;
        this.facts = facts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Asks the table what becomes of a lead that sales does not take, and keeps the answer; true when marketing is to get it back. */
    public boolean decide(String instanceId, String reason) {
        Handover handover = rows.lock(instanceId);
        Verdict verdict = rules.decide(leads.get(handover.leadId()), handover.because(reason));
        jdbc.sql("UPDATE handover SET reason = COALESCE(:reason, reason), quiet_until = :quiet, journey = :journey, bar = :bar WHERE id = :id")
                .param("reason", reason).param("quiet", verdict.recycle() ? clock.instant().plus(verdict.quiet()) : null)
                .param("journey", verdict.journey()).param("bar", verdict.bar()).param("id", handover.id()).update();
        return verdict.recycle();
    }

    /** Back to marketing. */
    public void recycle(String instanceId, String rep, String reason, String note) {
        Handover handover = rows.lock(instanceId);
        if (rows.move(handover, UNDECIDED, RECYCLED, null, reason)) {
            history.record(handover, Kind.RECYCLED, rep, null, handover.because(reason));
            history.note(handover, rep, note);
            leads.get(handover.leadId()).recycle(clock.instant(), handover.bar());
            facts.record(new LeadRecycled(handover.leadId(), "recycled:" + instanceId, handover.because(reason)));
        }
    }

    /** Aside for good. */
    public void disqualify(String instanceId, String rep, String reason, String note) {
        Handover handover = rows.lock(instanceId);
        if (rows.move(handover, UNDECIDED, DISQUALIFIED, null, reason)) {
            history.record(handover, Kind.DISQUALIFIED, rep, null, handover.because(reason));
            history.note(handover, rep, note);
            leads.get(handover.leadId()).disqualify(clock.instant());
            facts.record(new LeadDisqualified(handover.leadId(), "disqualified:" + instanceId, handover.because(reason)));
        }
    }

    /** Until when a lead that was given back is left in peace; the past when it need not be. */
    @Transactional(readOnly = true)
    public Instant quietUntil(long leadId) {
        return jdbc.sql("SELECT quiet_until FROM handover WHERE lead_id = :lead AND state = 'RECYCLED' ORDER BY id DESC LIMIT 1").param("lead", leadId)
                .query((row, n) -> row.getObject(1, Instant.class)).list().stream().filter(Objects::nonNull).findFirst().orElseGet(clock::instant);
    }

    /** The quiet time is over: the journey that the table named takes the lead up. */
    public void resume(long leadId) {
        jdbc.sql("SELECT instance_id, journey FROM handover WHERE lead_id = :lead AND state = 'RECYCLED' ORDER BY id DESC LIMIT 1").param("lead", leadId)
                .query((row, n) -> new LeadRested(leadId, "rested:" + row.getString(1), Objects.requireNonNullElse(row.getString(2), ""))).optional().ifPresent(facts::record);
    }
}
