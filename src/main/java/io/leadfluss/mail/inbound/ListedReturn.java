package io.leadfluss.mail.inbound;

import java.time.Instant;

/**
 * What came back of one mail of ours, as the back office lists it.
 *
 * @param what a class of bounce, or COMPLAINT
 * @param way RELAY when it was said at once, MAIL when it came later
 * @param outcome null while its consequences are still to be drawn
 * @param inboundId the mail that told it; null when the relay did
 * @param unblockable whether its lead's address is blocked because of bounces
 */
public record ListedReturn(Instant at, String what, String way, String status, String words, String outcome, long messageId,
        String mailing, long leadId,
        String lead, boolean unblockable, Long inboundId) {
}
