package io.leadfluss.mail;

import java.util.List;

/** Which of many mails goes first; within one priority the oldest does. */
public enum Priority {
    HIGH, NORMAL, LOW;

    /** The lane of mails that are urgent by nature. */
    static final int URGENT_LANE = 0;
    static final List<Integer> ADVERTISING_LANES = List.of(1, 2, 3);

    /** Where in the outbox such a mail waits: a worker empties one lane after the other. */
    int lane(Stream stream) {
        return stream.isUrgent() ? URGENT_LANE : ordinal() + 1;
    }
}
