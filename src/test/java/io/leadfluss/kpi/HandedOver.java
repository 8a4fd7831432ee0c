package io.leadfluss.kpi;

import io.leadfluss.lead.LeadFixture;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A handover as the figures count it, without a lead; each step says the day on which it happened. */
final class HandedOver {

    private static final AtomicLong IDS = new AtomicLong(-1);

    private final LeadFixture given;
    private final long id = IDS.getAndDecrement();

    private HandedOver(LeadFixture given) {
        this.given = given;
    }

    static HandedOver to(LeadFixture given, String team, String rep, String day) {
        HandedOver handover = new HandedOver(given);
        Instant deadline = LocalDate.parse(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
        given.sql("""
                INSERT INTO handover_figure (handover_id, purpose, team, first_rep, rep, source, journey, cell, handed_on, answer_by, answer_on)
                VALUES (?, 'QUALIFY', ?, ?, ?, 'website', '', 'A1', ?, ?, ?)""", handover.id, team, rep, rep, day, deadline, day);
        return handover;
    }

    HandedOver from(String source, String journey, String cell) {
        return set("source = ?, journey = ?, cell = ?", source, journey, cell);
    }

    HandedOver due(String day, Boolean kept) {
        return set("answer_on = ?, answer_kept = ?, answer_by = ?", day, kept, LocalDate.parse(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
    }

    HandedOver accepted(String day, int minutes) {
        return set("decided_on = ?, accepted = TRUE, touched_on = ?, waited = ?", day, day, minutes);
    }

    HandedOver refused(String day, String reason) {
        return set("decided_on = COALESCE(decided_on, ?), accepted = COALESCE(accepted, FALSE), refused_on = ?, reason = ?, waited = COALESCE(waited, 60)", day, day, reason);
    }

    HandedOver qualified(String day) {
        return set("qualified_on = ?, over_on = ?", day, day);
    }

    HandedOver won(String day) {
        return set("won_on = ?", day);
    }

    HandedOver won(String day, String revenue) {
        return set("won_on = ?, revenue = ?", day, revenue);
    }

    HandedOver over(String day) {
        return set("over_on = ?", day);
    }

    private HandedOver set(String columns, Object... values) {
        Object[] all = new Object[values.length + 1];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = id;
        given.sql("UPDATE handover_figure SET " + columns + " WHERE handover_id = ?", all);
        return this;
    }
}
