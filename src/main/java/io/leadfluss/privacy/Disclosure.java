package io.leadfluss.privacy;

import io.leadfluss.lead.PersonalData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything stored about a lead, to be shown to it (GDPR Art. 15). */
@Component
public class Disclosure {

    private final List<PersonalData> data;

    Disclosure(List<PersonalData> data) {
        this.data = data;
    }

    /** Rows of one kind; each row has a value (text, "" for none) per column. */
    public record Part(String title, List<String> columns, List<Map<String, String>> rows) {
    }

    @Transactional(readOnly = true)
    public List<Part> of(long leadId) {
        List<Part> parts = new ArrayList<>();
        for (PersonalData owner : data) {
            List<Map<String, Object>> loose = new ArrayList<>();
            for (Map<String, Object> found : owner.disclose(leadId)) {
                if (found.values().stream().allMatch(value -> value instanceof List<?>)) {
                    found.forEach((name, rows) -> add(parts, owner.title() + ": " + name, maps((List<?>) rows)));
                } else {
                    loose.add(found);
                }
            }
            add(parts, owner.title(), loose);
        }
        return parts;
    }

    private static void add(List<Part> parts, String title, List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            List<Map<String, String>> texts = rows.stream().map(Disclosure::texts).toList();
            parts.add(new Part(title, List.copyOf(texts.get(0).keySet()), texts));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(List<?> rows) {
        return rows.stream().map(row -> (Map<String, Object>) row).collect(Collectors.toList());
    }

    private static Map<String, String> texts(Map<String, Object> row) {
        Map<String, String> texts = new LinkedHashMap<>();
        row.forEach((column, value) -> texts.put(column, value == null ? "" : value.toString()));
        return texts;
    }
}
