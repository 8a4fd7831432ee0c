package io.leadfluss.mail.policy;

import java.time.Instant;

/**
 * That a mail must wait.
 *
 * @param until when it may go, as things stand now; then it is judged anew
 * @param reason why, as a code that {@link HoldReason} puts into words
 */
public record Hold(Instant until, String reason) {
}
