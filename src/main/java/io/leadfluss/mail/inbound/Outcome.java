package io.leadfluss.mail.inbound;

/** What followed from something that came back. */
public enum Outcome {
    /** The address is blocked. */
    BLOCKED,
    /** Advertising to the lead has ended. */
    WITHDRAWN,
    /** The mailing is held until a person lets it go on. */
    HELD,
    /** The address was blocked, and works again, as a person said. */
    LIFTED,
    /** Counted; more of them will have consequences. */
    COUNTED
}
