package io.leadfluss.newsletter;

import java.time.Instant;
import java.util.Set;

/** What a marketer decides about an issue. */
public record IssueDraft(String title, Long segmentId, Set<Long> excluded, String mailing, String rival, int testShare, int testHours, Goal goal,
        String topic, Instant startsAt) {
}
