package io.leadfluss.newsletter;

import io.leadfluss.rules.LeadFilters;
import java.util.HashMap;
import java.util.Map;

/** What a marketer filled in about a segment. */
public record SegmentForm(String name, String filter) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_FILTER = 1000;

    public SegmentForm {
        name = name == null ? "" : name.strip();
        filter = filter == null ? "" : filter.strip();
    }

    /** By field what is wrong: the key of a text, or for the filter the words of whoever reads it. */
    Map<String, String> problems(LeadFilters filters) {
        Map<String, String> problems = new HashMap<>();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            problems.put("name", "newsletter.segment.error.name");
        }
        if (filter.isEmpty() || filter.length() > LONGEST_FILTER || filters.problem(filter).isPresent()) {
            problems.put("filter", "newsletter.segment.error.filter");
        }
        return problems;
    }
}
