package io.leadfluss.mail;

import io.leadfluss.consent.Purpose;
import java.time.Instant;

/** One row of the outbox as a worker takes it. */
record Message(long id, long leadId, String account, Stream stream, Purpose purpose, String mailing, String reference, String journey,
        String messageId, int attempts, int doubts, Instant queuedAt, Instant notAfter, String sender, MailOrder.About about, String enclosure) {

    /** In place of a row's number, for a mail that nobody ordered. */
    static final long REHEARSAL = 0;

    boolean isRehearsal() {
        return id == REHEARSAL;
    }

    /** Whether it goes to the staff about something other than a lead. */
    boolean isAboutNobody() {
        return stream == Stream.STAFF && leadId == MailOrder.NO_LEAD;
    }

    /** Only mails that may arrive twice are sent again after a doubt, and only once. */
    boolean mayBeSentAgain() {
        return stream.mayArriveTwice() && doubts == 0;
    }

    long requestId() {
        return Long.parseLong(reference);
    }
}
