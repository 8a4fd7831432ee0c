package io.leadfluss.mail.inbound;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The machine's part of an abuse report (RFC 5965), which a provider sends when somebody presses "this is spam". */
record FeedbackReport(String type) {

    private static final Set<String> COMPLAINTS = Set.of("abuse", "fraud", "opt-out", "opt-out-list", "other");

    static FeedbackReport read(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        ReportFields.blocks(text).forEach(block -> block.forEach(fields::putIfAbsent));
        // The standard demands a type; a report without one still is a complaint.
        return new FeedbackReport(fields.getOrDefault("feedback-type", "abuse").strip().toLowerCase(Locale.ROOT));
    }

    /** Not so "not-spam", and reports on viruses or authentication, in which no reader said anything. */
    boolean isComplaint() {
        return COMPLAINTS.contains(type);
    }
}
