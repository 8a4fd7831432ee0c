package io.leadfluss.tracking;

import java.time.Instant;
import java.util.Set;

/**
 * One call of a tracked address. Neither IP address nor user agent is kept, only what they showed.
 *
 * @param linkId the link or pixel of the mailing, null for a visit
 * @param path the page of a visit, else null
 * @param signs what the request showed of being sent by a machine
 */
record Hit(HitKind kind, long leadId, long messageId, Long linkId, String path, Set<Sign> signs, Instant occurredAt) {

    boolean isOfMail() {
        return kind != HitKind.VISIT;
    }
}
