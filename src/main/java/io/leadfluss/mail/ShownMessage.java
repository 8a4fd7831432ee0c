package io.leadfluss.mail;

import java.time.Instant;

/** All that is known of one mail on its way, for its page. */
public record ShownMessage(ListedMessage message, String purpose, String journey, String domain, String templateVersion, String messageId,
        String relayAnswer, int doubts, Instant queuedAt, Instant notAfter) {
}
