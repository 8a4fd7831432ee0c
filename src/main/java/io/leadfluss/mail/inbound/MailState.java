package io.leadfluss.mail.inbound;

/** How far a mail from outside has come. */
public enum MailState {
    /** Stored, not yet judged. */
    NEW,
    /** Judged, and what follows from it is done. */
    DONE,
    /** A person has to decide. */
    OPEN,
    /** Of nobody we know, or without the token that only a mail of ours carries. */
    IGNORED,
    /** Cannot be read. */
    PARKED
}
