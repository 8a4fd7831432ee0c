package io.leadfluss.demo;

import java.util.Locale;

/** What may come back to a mail of the demo. */
public enum Answer {
    /** The address does not exist. */
    GONE,
    /** The mailbox is full. */
    FULL,
    /** We are not accepted as its sender. */
    REFUSED,
    /** Somebody called it spam. */
    SPAM,
    /** Nobody is there to read it. */
    AWAY,
    /** Somebody wants no more. */
    STOP,
    /** Somebody is interested. */
    REPLY;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
