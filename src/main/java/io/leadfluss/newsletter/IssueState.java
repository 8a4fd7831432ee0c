package io.leadfluss.newsletter;

/** Where an issue stands. */
public enum IssueState {
    /** Being written. */
    DRAFT,
    /** Waits for somebody else to approve it. */
    IN_REVIEW,
    /** Approved; waits for its date. */
    APPROVED,
    /** Its mails are being put into the outbox. */
    SENDING,
    /** A part has it in two variants; the rest waits for the better one. */
    TESTING,
    /** Everybody's mail is in the outbox. */
    SENT,
    /** The report is final. */
    CLOSED,
    /** Called off on its way. */
    STOPPED;

    public boolean isOnItsWay() {
        return this == SENDING || this == TESTING || this == SENT;
    }

    /** Whether there are figures to show. */
    public boolean hasReport() {
        return isOnItsWay() || this == CLOSED || this == STOPPED;
    }
}
