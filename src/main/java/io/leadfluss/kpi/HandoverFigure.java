package io.leadfluss.kpi;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One handover as the figures count it; days are those of the company's zone.
 *
 * @param team where it is now, or was last
 * @param firstRep whose deadline it was, empty for the team's pool
 * @param rep who has or had it last, empty for the team's pool
 * @param answerBy the deadline given at first: reminders and reassignments don't move it, only the lead's own wish does
 * @param answerKept whether sales took, refused or called the lead, or asked marketing back, by then; null while that is open, or when it ended by itself before
 * @param accepted the first decision, null before
 * @param refusedOn when the rep gave it back, at once or after accepting it
 * @param waited working minutes until the first touch or, never touched, until it was over; null while it waits
 */
record HandoverFigure(String team, String firstRep, String rep, Instant answerBy, Boolean answerKept, LocalDate decidedOn, Boolean accepted,
        LocalDate refusedOn, String reason, LocalDate touchedOn, Integer waited, LocalDate qualifiedOn, LocalDate overOn) {

    static HandoverFigure handedOver(String team, String rep, Instant answerBy) {
        return new HandoverFigure(team, rep, rep, answerBy, null, null, null, null, null, null, null, null, null);
    }

    /** What is seen of a handover at a moment, with the calls, meetings and working minutes so far. */
    record Sight(String team, String rep, String state, String reason, boolean taken, boolean asked, int touches, int minutes, Instant at, LocalDate day) {

        private boolean refused() {
            return state.equals("REJECTED");
        }

        private boolean qualified() {
            return state.equals("QUALIFIED");
        }

        private boolean accepted() {
            return taken || qualified();
        }

        private boolean touched() {
            return accepted() || touches > 0;
        }

        private boolean over() {
            return !state.equals("OPEN") && !state.equals("ACCEPTED") && !refused();
        }
    }

    /** What is known stays; what is new is added. Seeing the same again changes nothing. */
    HandoverFigure seen(Sight now) {
        boolean decides = decidedOn == null && (now.refused() || now.accepted());
        boolean answers = answerKept == null && (now.refused() || now.touched() || now.asked());
        boolean late = answerKept == null && now.over() && now.at().isAfter(answerBy);
        boolean touches = waited == null && now.touched();
        boolean ends = waited == null && (now.refused() || now.over());
        return new HandoverFigure(now.team(), firstRep, now.rep().isEmpty() ? rep : now.rep(), answerBy,
                answers ? Boolean.valueOf(!now.at().isAfter(answerBy)) : late ? Boolean.FALSE : answerKept,
                decides ? now.day() : decidedOn, decides ? Boolean.valueOf(now.accepted()) : accepted,
                refusedOn == null && now.refused() ? now.day() : refusedOn,
                now.refused() || refusedOn != null ? or(now.reason(), reason) : reason,
                touches ? now.day() : touchedOn, touches || ends ? Integer.valueOf(now.minutes()) : waited,
                qualifiedOn == null && now.qualified() ? now.day() : qualifiedOn,
                overOn == null && now.over() ? now.day() : overOn);
    }

    private static String or(String value, String other) {
        return value == null ? other : value;
    }
}
