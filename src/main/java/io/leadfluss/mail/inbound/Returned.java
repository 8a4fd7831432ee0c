package io.leadfluss.mail.inbound;

import java.time.Instant;

/**
 * What came back of one mail of ours.
 *
 * @param what a class of bounce, or COMPLAINT
 * @param words of whoever said so; may hold an address
 */
record Returned(long messageId, String what, long leadId, String mailing, String stream, String status, String words, Instant at) {

    static final String COMPLAINT = "COMPLAINT";
}
