package io.leadfluss.tracking;

import java.time.Instant;

/**
 * One call of a tracked address. Neither IP address nor user agent is kept.
 *
 * @param linkId the link or pixel of the mailing, null for a visit
 * @param path the page of a visit, else null
 * @param machine why it was not a person, null when nothing speaks against one
 */
record Hit(HitKind kind, long leadId, long messageId, Long linkId, String path, String machine, Instant occurredAt) {
}
