package io.leadfluss.handover.digest;

import io.leadfluss.handover.Handover.Purpose;
import java.time.Instant;

/**
 * A lead that waits for a rep.
 *
 * @param lead its name and company
 * @param accepted whether the rep has taken it and is to talk to it
 * @param repName null when it lies in the pool
 */
record OpenWork(String lead, Purpose purpose, boolean accepted, String rep, String repName, Instant dueAt) {
}
