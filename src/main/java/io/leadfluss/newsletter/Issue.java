package io.leadfluss.newsletter;

import java.time.Instant;

/**
 * One newsletter.
 *
 * @param segmentId whom it is for; null for all who agreed to get advertising
 * @param rival the mailing of variant B; null without a test
 * @param testShare percent of the recipients that take part in the test, half of them per variant
 * @param testHours how long the rest waits for the result
 * @param topic what it is about, for those who want only some topics; null for none
 * @param startsAt when it begins; null for as soon as it is approved
 * @param content what the mailings were when it was handed in
 * @param note what was said when it was approved or given back
 * @param recipients how many there are, null as long as they are not fixed
 * @param pValue how likely a difference as large as that of the test is by chance alone
 */
public record Issue(long id, int version, String title, Long segmentId, String mailing, String rival, int testShare, int testHours, Goal goal,
        String topic, Instant startsAt, IssueState state, String author, String content, String approvedBy, Instant decidedAt, String note, long fixedTo,
        Integer recipients, Double pValue, Variant winner, Instant createdAt, Instant startedAt, Instant sentAt) {

    public boolean isTest() {
        return rival != null;
    }

    String mailing(Variant variant) {
        return variant == Variant.B ? rival : mailing;
    }

    /** What the source keys of all its mails begin with. */
    String keys() {
        return "issue:" + id + ":";
    }
}
