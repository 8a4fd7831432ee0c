package io.leadfluss.privacy;

import io.leadfluss.lead.PersonalData;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything stored about a lead (GDPR Art. 15), part by part as the packages keep it. */
@Component
public class Disclosure {

    private final List<PersonalData> data;

    Disclosure(List<PersonalData> data) {
        this.data = data;
    }

    /**
     * Rows of one kind; each has the same columns.
     *
     * @param key what it is, after {@code privacy.part.} its texts
     */
    public record Part(String key, List<Map<String, Object>> rows) {
    }

    /** Only parts of which there is something. */
    @Transactional(readOnly = true)
    public List<Part> of(long leadId) {
        List<Part> parts = new ArrayList<>();
        for (PersonalData owner : data) {
            String title = owner.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
            List<Map<String, Object>> loose = new ArrayList<>();
            for (Map<String, Object> found : owner.disclose(leadId)) {
                if (found.values().stream().allMatch(value -> value instanceof List<?>)) {
                    found.forEach((name, rows) -> add(parts, title + "." + name, maps((List<?>) rows)));
                } else {
                    loose.add(found);
                }
            }
            add(parts, title, loose);
        }
        // Who one is comes before what happened to one.
        parts.sort(Comparator.comparing(part -> !part.key().startsWith("lead.")));
        return parts;
    }

    private static void add(List<Part> parts, String key, List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            parts.add(new Part(key, rows.stream().map(Disclosure::plain).toList()));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(List<?> rows) {
        return rows.stream().map(row -> (Map<String, Object>) row).toList();
    }

    private static Map<String, Object> plain(Map<String, Object> row) {
        Map<String, Object> plain = new LinkedHashMap<>();
        row.forEach((column, value) -> plain.put(column, value instanceof Timestamp time ? time.toInstant()
                : value instanceof LocalDateTime time ? time.toInstant(ZoneOffset.UTC) : value));
        return plain;
    }

    /** In a form that programs can read (GDPR Art. 20): part, rows, columns and values as they are stored. */
    Map<String, Object> forPrograms(long leadId, Instant now) {
        Map<String, Object> parts = new LinkedHashMap<>();
        of(leadId).forEach(part -> parts.put(part.key(), part.rows().stream().map(Disclosure::forPrograms).toList()));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("made", now.toString());
        all.put("data", parts);
        return all;
    }

    private static Map<String, Object> forPrograms(Map<String, Object> row) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.forEach((column, value) -> values.put(column, value instanceof Instant ? value.toString() : DisclosureWords.nested(value).orElse(value)));
        return values;
    }
}
