package io.leadfluss.mail;

/** Why a mail is sent: it decides what must be allowed, and what happens when nobody knows whether it went out. */
public enum Stream {
    /** The check mail of a double opt-in: no advertising, at least once. */
    OPT_IN,
    /** Advertising: only with consent, at most once. */
    MARKETING,
    /** To the own staff: at least once. */
    STAFF
}
