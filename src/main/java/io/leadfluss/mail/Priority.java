package io.leadfluss.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which of many mails goes first; within one priority the oldest does. */
public enum Priority {
    HIGH, NORMAL, LOW;

    /** The lane of mails that are urgent by nature. */
    static final int URGENT_LANE = 0;
    static final List<Integer> ADVERTISING_LANES = List.of(1, 2, 3);

    /** As it is written in models. */
    public static Priority parse(String text) {
        return Arrays.stream(values()).filter(priority -> priority.name().toLowerCase(Locale.ROOT).equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the priority is '" + text + "': give high, normal or low"));
    }

    /** Where in the outbox such a mail waits: a worker empties one lane after the other. */
    int lane(Stream stream) {
        return stream.isUrgent() ? URGENT_LANE : ordinal() + 1;
    }
}
