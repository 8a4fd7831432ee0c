package io.leadfluss.mail.sender;

import io.leadfluss.mail.sender.Finding.Grade;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What the check of one sender found, and when. */
public record SendingReport(SenderProfile profile, List<Finding> findings, Instant at) {

    /** The worst of its findings, in the order of the grades. */
    public Grade grade() {
        return findings.stream().map(Finding::grade).max(Comparator.naturalOrder()).orElse(Grade.UNKNOWN);
    }
}
