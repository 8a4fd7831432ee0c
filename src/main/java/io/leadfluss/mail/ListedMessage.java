package io.leadfluss.mail;

import java.time.Instant;

/**
 * One mail as the back office lists it.
 *
 * @param to name of the lead, or of the member of staff
 * @param reason in words, null when there is nothing to explain
 * @param cameBack after the relay had taken it
 * @param nextTryAt null when that is now, or never
 */
public record ListedMessage(long id, long leadId, String to, Stream stream, String mailing, String language, String subject, MessageState state,
        String reason, int attempts, Instant queuedAt, Instant nextTryAt, Instant sentAt, boolean cameBack) {

    /** Whether it waits until somebody lets it go on. */
    public boolean isHeld() {
        return nextTryAt != null && !nextTryAt.isBefore(Pauses.RESUMED);
    }

    /** Whether it waits for a certain time, for the reason given. */
    public boolean isDeferred() {
        return nextTryAt != null && !isHeld();
    }

    public boolean isStaff() {
        return stream == Stream.STAFF;
    }
}
