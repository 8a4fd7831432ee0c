package io.leadfluss.kpi;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.capture.OrderPlaced;
import io.leadfluss.handover.HandoverChanged;
import io.leadfluss.handover.call.MeetingArranged;
import io.leadfluss.handover.HandoverPostponed;
import io.leadfluss.kpi.HandoverFigure.Sight;
import io.leadfluss.lead.FactRecorded;
import io.leadfluss.lead.PersonalData;
import io.leadfluss.scoring.Scores;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what became of each handover in a row of plain numbers, in the transaction in which it happens: figures then only count rows, working time is
 * never measured when they are read, and they stay when a lead is erased.
 */
@Component
class HandoverBook implements PersonalData {

    /** Only leads that marketing held ripe are accepted or refused; calls and enquiries are answered. */
    static final String RIPE = "QUALIFY";

    private final JdbcClient jdbc;
    private final BusinessHours hours;
    private final Scores scores;
    private final Clock clock;
    private final ZoneId zone;

    HandoverBook(JdbcClient jdbc, BusinessHours hours, Scores scores, Clock clock, @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.scores = scores;
        this.clock = clock;
        this.zone = zone;
    }

    private record Row(long id, long leadId, String instanceId, String purpose, String team, String rep, String state, String reason,
            Instant routedAt, Instant dueAt, boolean taken, boolean asked, int touches, ZoneId zone, String region) {
    }

    @EventListener
    void note(HandoverChanged change) {
        find(change.instanceId()).ifPresent(row -> {
            Instant now = clock.instant();
            HandoverFigure known = known(row.id()).orElseGet(() -> enter(row));
            int minutes = Math.toIntExact(hours.between(row.routedAt(), now, row.zone() == null ? zone : row.zone(), row.region()).toMinutes());
            HandoverFigure next = known.seen(new Sight(row.team(), row.rep(), row.state(), row.reason(), row.taken(), row.asked(), row.touches(),
                    minutes, now, LocalDate.ofInstant(now, zone)));
            if (!next.equals(known)) {
                save(row.id(), next);
            }
        });
    }

    /** Who is called when it wished to be is not called late; a deadline that was missed stays missed for whoever has it next. */
    @EventListener
    void note(HandoverPostponed wish) {
        jdbc.sql("""
                        UPDATE handover_figure f JOIN handover h ON h.id = f.handover_id SET f.answer_by = :due, f.answer_on = :day
                        WHERE h.instance_id = :instance AND f.answer_kept IS NULL AND h.escalated_at IS NULL""")
                .param("due", wish.dueAt()).param("day", LocalDate.ofInstant(wish.dueAt(), zone)).param("instance", wish.instanceId()).update();
    }

    /** An order counts for the last handover of its lead; a meeting is a touch like a call. */
    @EventListener
    void note(FactRecorded recorded) {
        if (recorded.event() instanceof MeetingArranged meeting) {
            jdbc.sql("SELECT instance_id FROM handover WHERE lead_id = :lead AND state IN ('OPEN', 'ACCEPTED')").param("lead", meeting.leadId())
                    .query(String.class).list().forEach(instance -> note(new HandoverChanged(instance)));
        }
        if (recorded.event() instanceof OrderPlaced order) {
            BigDecimal amount = jdbc.sql("SELECT amount FROM purchase WHERE order_number = :number").param("number", order.orderNumber())
                    .query(BigDecimal.class).optional().orElse(null);
            jdbc.sql("""
                            UPDATE handover_figure SET won_on = COALESCE(won_on, :day), revenue = COALESCE(revenue + :amount, :amount, revenue)
                            WHERE lead_id = :lead ORDER BY handover_id DESC LIMIT 1""").param("amount", amount)
                    .param("day", LocalDate.ofInstant(recorded.fact().occurredAt(), zone)).param("lead", order.leadId()).update();
        }
    }

    private Optional<Row> find(String instanceId) {
        return jdbc.sql("""
                        SELECT h.*, r.time_zone, r.region, EXISTS (SELECT 1 FROM handover_event e WHERE e.handover_id = h.id AND e.kind = 'ASKED') asked,
                          h.calls + (SELECT COUNT(*) FROM meeting m WHERE m.lead_id = h.lead_id AND m.arranged_at >= h.routed_at) touches
                        FROM handover h LEFT JOIN rep r ON r.username = h.rep WHERE h.instance_id = :instance""")
                .param("instance", instanceId)
                .query((row, n) -> new Row(row.getLong("id"), row.getLong("lead_id"), instanceId, row.getString("purpose"), row.getString("team"),
                        text(row.getString("rep")), row.getString("state"), row.getString("reason"), row.getObject("routed_at", Instant.class),
                        row.getObject("due_at", Instant.class), row.getString("purpose").equals(RIPE) && row.getObject("accepted_at", Instant.class) != null,
                        row.getBoolean("asked"), row.getInt("touches"),
                        row.getString("time_zone") == null ? null : ZoneId.of(row.getString("time_zone")), row.getString("region"))).optional();
    }

    private Optional<HandoverFigure> known(long id) {
        return jdbc.sql("SELECT * FROM handover_figure WHERE handover_id = :id FOR UPDATE").param("id", id).query(HandoverBook::figure).optional();
    }

    /** Where the lead came from and what it was worth is what it was then. */
    private HandoverFigure enter(Row row) {
        HandoverFigure figure = HandoverFigure.handedOver(row.team(), row.rep(), row.dueAt());
        jdbc.sql("""
                        INSERT INTO handover_figure (handover_id, lead_id, purpose, team, first_rep, rep, source, journey, cell, handed_on, answer_by,
                          answer_on)
                        SELECT :id, :lead, :purpose, :team, :rep, :rep, COALESCE(l.source, ''), COALESCE((SELECT e.journey FROM journey_entry e
                          WHERE e.lead_id = :lead AND e.entered_at <= :routed AND e.journey <> COALESCE((SELECT i.PROC_DEF_KEY_ FROM ACT_HI_PROCINST i
                            WHERE i.PROC_INST_ID_ = :instance), '') ORDER BY e.entered_at DESC, e.journey LIMIT 1), ''), :cell, :day, :due, :dueDay
                        FROM (SELECT 1) one LEFT JOIN leads l ON l.id = :lead""")
                .param("id", row.id()).param("purpose", row.purpose()).param("team", row.team()).param("rep", row.rep())
                .param("routed", row.routedAt()).param("instance", row.instanceId()).param("cell", scores.total(row.leadId()).cell())
                .param("day", LocalDate.ofInstant(row.routedAt(), zone)).param("due", row.dueAt())
                .param("dueDay", LocalDate.ofInstant(row.dueAt(), zone)).param("lead", row.leadId()).update();
        return figure;
    }

    private void save(long id, HandoverFigure figure) {
        jdbc.sql("""
                        UPDATE handover_figure SET team = :team, rep = :rep, answer_kept = :kept, decided_on = :decided, accepted = :accepted, refused_on = :refused,
                          reason = :reason, touched_on = :touched, waited = :waited, qualified_on = :qualified, over_on = :over
                        WHERE handover_id = :id""")
                .param("team", figure.team()).param("rep", figure.rep()).param("kept", figure.answerKept()).param("decided", figure.decidedOn())
                .param("accepted", figure.accepted()).param("refused", figure.refusedOn()).param("reason", figure.reason())
                .param("touched", figure.touchedOn()).param("waited", figure.waited()).param("qualified", figure.qualifiedOn())
                .param("over", figure.overOn()).param("id", id).update();
    }

    private static HandoverFigure figure(ResultSet row, int number) throws SQLException {
        return new HandoverFigure(row.getString("team"), row.getString("first_rep"), row.getString("rep"), row.getObject("answer_by", Instant.class),
                row.getObject("answer_kept", Boolean.class), day(row, "decided_on"), row.getObject("accepted", Boolean.class), day(row, "refused_on"),
                row.getString("reason"), day(row, "touched_on"), row.getObject("waited", Integer.class), day(row, "qualified_on"), day(row, "over_on"));
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    @Override
    public String title() {
        return "Sales figures";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return jdbc.sql("""
                        SELECT handed_on, purpose, team, source, journey, cell, decided_on, accepted, reason, touched_on, qualified_on, won_on,
                          revenue
                        FROM handover_figure WHERE lead_id = :lead ORDER BY handed_on""").param("lead", leadId).query().listOfRows();
    }

    /** The numbers stay, but nothing leads from them to a person any more: without its lead a handover that never ended is over. */
    @Override
    public void erase(long leadId) {
        jdbc.sql("""
                        UPDATE handover_figure SET lead_id = NULL, answer_kept = IF(answer_kept IS NULL AND over_on IS NULL AND answer_by < :now, FALSE, answer_kept),
                          answer_by = answer_on, waited = COALESCE(waited, 0), over_on = COALESCE(over_on, :today) WHERE lead_id = :lead""")
                .param("now", clock.instant()).param("today", LocalDate.ofInstant(clock.instant(), zone)).param("lead", leadId).update();
    }
}
