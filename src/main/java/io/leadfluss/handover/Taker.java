package io.leadfluss.handover;

import java.util.Comparator;

/**
 * Somebody to whom a lead can be given by hand.
 *
 * @param absence null for one who is at work
 */
public record Taker(Rep rep, Absence absence) {

    static final Comparator<Taker> BEST_FIRST = Comparator.comparing(Taker::state)
            .thenComparing(taker -> (double) taker.rep.inWork() / taker.rep.weight()).thenComparing(taker -> taker.rep.name());

    /** What speaks against it, least first. */
    public enum State {
        FREE, FULL, AWAY,
        /** Gets no leads by routing, as managers often do not. */
        ASIDE
    }

    public State state() {
        if (rep.capacity() == 0) {
            return State.ASIDE;
        }
        if (absence != null) {
            return State.AWAY;
        }
        return rep.hasRoom() ? State.FREE : State.FULL;
    }
}
