package io.leadfluss.handover;

import static io.leadfluss.handover.HandoverState.ACCEPTED;
import static io.leadfluss.handover.HandoverState.IN_WORK;

import io.leadfluss.handover.Handover.Purpose;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of handovers: one for each process instance that brought a lead to sales. */
@Component
class HandoverRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    HandoverRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Handover add(String instanceId, long leadId, Purpose purpose, Route route, Instant now) {
        jdbc.sql("""
                        INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at,
                          reassign_at, calls)
                        VALUES (:lead, :instance, :purpose, :team, :rep, 'OPEN', :now, :remind, :due, :escalate, :reassign, 0)""")
                .param("lead", leadId).param("instance", instanceId).param("purpose", purpose.name()).param("team", route.team())
                .param("rep", route.rep()).param("now", now).param("remind", route.remindAt()).param("due", route.dueAt())
                .param("escalate", route.escalateAt()).param("reassign", route.reassignAt()).update();
        return known(instanceId);
    }

    Optional<Handover> find(String instanceId) {
        return jdbc.sql("SELECT * FROM handover WHERE instance_id = :instance").param("instance", instanceId).query(Handover::of).optional();
    }

    Handover known(String instanceId) {
        return find(instanceId).orElseThrow(() -> unknown(instanceId));
    }

    /** Until the transaction ends nobody else changes it. */
    Handover lock(String instanceId) {
        return jdbc.sql("SELECT * FROM handover WHERE instance_id = :instance FOR UPDATE").param("instance", instanceId)
                .query(Handover::of).optional().orElseThrow(() -> unknown(instanceId));
    }

    /** All handovers of a lead, newest first. */
    List<Handover> of(long leadId) {
        return jdbc.sql("SELECT * FROM handover WHERE lead_id = :lead ORDER BY id DESC").param("lead", leadId).query(Handover::of).list();
    }

    /** False when the handover is there already. */
    boolean move(Handover handover, Set<HandoverState> from, HandoverState to, String rep, String reason) {
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

    /** It is open again, for another or from the beginning. */
    void reroute(Handover handover, Route route) {
        jdbc.sql("""
                        UPDATE handover SET team = :team, rep = :rep, state = 'OPEN', accepted_at = NULL, remind_at = :remind, due_at = :due, escalate_at = :escalate,
                          reassign_at = :reassign WHERE id = :id""")
                .param("team", route.team()).param("rep", route.rep()).param("remind", route.remindAt()).param("due", route.dueAt())
                .param("escalate", route.escalateAt()).param("reassign", route.reassignAt()).param("id", handover.id()).update();
    }

    private static IllegalStateException unknown(String instanceId) {
        return new IllegalStateException("Process instance " + instanceId + " has no handover: the step 'Route lead' must come first");
    }
}
