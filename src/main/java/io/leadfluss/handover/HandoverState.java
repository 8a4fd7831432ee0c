package io.leadfluss.handover;

import java.util.EnumSet;
import java.util.Set;

/** How far a handover is. */
public enum HandoverState {

    /** Waits for a rep. */
    OPEN,
    /** A rep works on it. */
    ACCEPTED,
    /** Sales will sell. */
    QUALIFIED,
    /** The rep said no; what becomes of the lead is decided next. */
    REJECTED,
    /** Back to marketing. */
    RECYCLED,
    /** Set aside for good. */
    DISQUALIFIED,
    /** Over without a verdict: called, answered, bought meanwhile. */
    DONE;

    /** In which a lead counts for its rep's capacity. */
    static final Set<HandoverState> IN_WORK = EnumSet.of(OPEN, ACCEPTED);
    static final Set<HandoverState> UNDECIDED = EnumSet.of(OPEN, ACCEPTED, REJECTED);
}
