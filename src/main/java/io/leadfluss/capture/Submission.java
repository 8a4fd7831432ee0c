package io.leadfluss.capture;

import java.time.Instant;
import java.util.Map;

/** One sending of a form. Until applied, the lead's own data is untouched by it. */
public record Submission(long id, long leadId, String form, String language, Map<String, String> fields, Declared declared, Instant submittedAt,
        Instant appliedAt) {
}
