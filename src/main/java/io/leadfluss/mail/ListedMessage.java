package io.leadfluss.mail;

import java.time.Instant;

/**
 * One mail as the back office lists it.
 *
 * @param to name of the lead, or of the member of staff
 * @param reason in words, null when there is nothing to explain
 */
public record ListedMessage(long id, long leadId, String to, Stream stream, String mailing, String language, String subject, MessageState state,
        String reason, int attempts, Instant queuedAt, Instant nextTryAt, Instant sentAt) {

    /** When something last happened or is to happen. */
    public Instant at() {
        return sentAt != null ? sentAt : state == MessageState.QUEUED && !isHeld() ? nextTryAt : queuedAt;
    }

    /** Whether it waits until somebody lets it go on. */
    public boolean isHeld() {
        return state == MessageState.QUEUED && !nextTryAt.isBefore(Pauses.RESUMED);
    }

    /** Whether it waits for a certain time, for the reason given. */
    public boolean isDeferred() {
        return state == MessageState.QUEUED && !isHeld() && reason != null && nextTryAt.isAfter(queuedAt);
    }

    public boolean isStaff() {
        return stream == Stream.STAFF;
    }
}
