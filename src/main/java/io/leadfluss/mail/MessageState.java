package io.leadfluss.mail;

/** Where a mail stands on its way. */
public enum MessageState {
    /** Waits for its turn. */
    QUEUED,
    /** A worker has taken it; nothing has been sent. */
    CLAIMED,
    /** Being handed over: from here on nobody can take it back. */
    SENDING,
    /** The relay has taken it. */
    SENT,
    /** Cannot be delivered. */
    FAILED,
    /** Must not be sent: no consent, blocked, or no longer asked for. */
    SUPPRESSED,
    /** Its time had passed before it could go out. */
    EXPIRED,
    /** The connection broke when the relay may already have had it: a person decides. */
    IN_DOUBT,
    /** Its template or a setting is broken: goes on when that is mended and a person says so. */
    PARKED
}
