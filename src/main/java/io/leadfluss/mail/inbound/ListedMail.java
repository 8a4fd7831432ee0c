package io.leadfluss.mail.inbound;

import java.time.Instant;

/**
 * A mail from outside as the back office lists it.
 *
 * @param kind null while it is not judged, or cannot be
 * @param lead name of the lead it is about; null when it is about none
 * @param reason in words, null when there is nothing to explain
 * @param outcome what followed, null when nothing did
 * @param kept whether its words are still here
 */
public record ListedMail(long id, Instant receivedAt, MailState state, Kind kind, BounceClass bounce, String status, Long leadId,
        String lead,
        Long messageId, String mailing, String reason, Outcome outcome, String decidedBy, boolean kept) {
}
