package io.leadfluss.handover;

import java.time.Instant;

/**
 * One thing that happened to a handover.
 *
 * @param actor who did it; null when the program did
 * @param rep who is in charge from then on; null when nobody is
 * @param text what was asked, answered or given as reason; null when nothing
 */
public record HandoverEvent(Kind kind, String actor, String rep, String text, Instant at) {

    /** How it is called where people read of it: who was given it by somebody else did not take it. */
    String called() {
        return called(kind, actor, rep);
    }

    static String called(Kind kind, String actor, String rep) {
        return kind == Kind.TAKEN && actor != null && !actor.equals(rep) ? "GIVEN" : kind.name();
    }

    /** What can happen to a handover. */
    public enum Kind {

        /** A rep was found, or the team when nobody in it has room. */
        ROUTED,
        /** Nobody could take it, so it lies in the pool. */
        POOLED,
        /** Somebody took it, or was given it by hand, before deciding. */
        TAKEN,
        REMINDED,
        /** The manager was told. */
        ESCALATED,
        /** Went to the next rep, since the one before let the deadline pass. */
        REASSIGNED,
        /** A rep gave it to a colleague. */
        HANDED_ON,
        /** The rep asked marketing. */
        ASKED,
        ANSWERED,
        /** Marketing did not answer in time. */
        UNANSWERED,
        ACCEPTED,
        REJECTED,
        QUALIFIED,
        RECYCLED,
        DISQUALIFIED,
        /** A call or an answer was recorded. */
        CALLED,
        /** Over without a verdict. */
        ENDED
    }
}
