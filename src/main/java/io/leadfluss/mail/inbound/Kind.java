package io.leadfluss.mail.inbound;

/** What came back. */
public enum Kind {
    /** A server says what became of one of our mails. */
    BOUNCE,
    /** A provider says that somebody called one of our mails spam. */
    COMPLAINT,
    /** Written to the address in List-Unsubscribe, with the token of the mail. */
    UNSUBSCRIBE,
    /** A person asks us to stop, in own words. */
    STOP,
    /** A person answers. */
    REPLY,
    /** No person wrote it, and it says nothing about the address. */
    AUTO
}
