package io.leadfluss.capture;

import java.time.Instant;
import java.util.Map;

/** One sending of a form. Until applied, the lead's own data is untouched by it; asked says whether a confirmation was requested with it. */
public record Submission(long id, long leadId, String form, String language, Map<String, String> fields, Declared declared, boolean asked,
        Instant submittedAt, Instant appliedAt) {
}
