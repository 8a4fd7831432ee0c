package io.leadfluss.mail;

/** Why a mail is sent: it decides what must be allowed, and what happens when nobody knows whether it went out. */
public enum Stream {
    /** The check mail of a double opt-in: no advertising, at least once. */
    OPT_IN,
    /** Advertising: only with consent, at most once. */
    MARKETING,
    /** To the own staff: at least once. */
    STAFF,
    /** What a lead must know about a business matter of its own: no advertising, needs no consent, at least once. */
    TRANSACTIONAL;

    /** Whether it has a worker of its own, so that no mailing to everybody can delay it. */
    public boolean isUrgent() {
        return this != MARKETING;
    }

    /** Whether a second copy is better than none. */
    boolean mayArriveTwice() {
        return this != MARKETING;
    }
}
