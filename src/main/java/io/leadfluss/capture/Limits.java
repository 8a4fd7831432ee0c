package io.leadfluss.capture;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

/** What fits into a lead. Forms may be stricter. */
final class Limits {

    private static final Map<String, Integer> LONGEST = Map.ofEntries(Map.entry("salutation", 20), Map.entry("firstName", 100),
            Map.entry("lastName", 100), Map.entry("jobTitle", 150), Map.entry("phone", 40), Map.entry("directContact", 200),
            Map.entry("company", 200), Map.entry("street", 200), Map.entry("postalCode", 20), Map.entry("city", 100), Map.entry("message", 4000));
    private static final int LONGEST_FREE = 500;
    private static final int MOST_FIELDS = 60;

    private Limits() {
    }

    /** How many characters the field may have. */
    static int longest(String field) {
        return LONGEST.getOrDefault(field, LONGEST_FREE);
    }

    static void check(Arrival arrival) {
        if (arrival.fields().size() > MOST_FIELDS) {
            throw new InvalidIntake("fields", "are too many: give at most " + MOST_FIELDS);
        }
        arrival.fields().forEach(Limits::check);
        length("source", arrival.source(), 100);
        length("campaign", arrival.campaign(), 100);
        pattern("language", arrival.language(), "[a-z]{2}", "a language like de or en");
    }

    private static void check(String name, String value) {
        length(name, value, longest(name));
        if (name.length() > 60) {
            throw new InvalidIntake(name.substring(0, 60) + "…", "is too long a name for a field: give at most 60 characters");
        }
        switch (name) {
            case "country" -> pattern(name, value, "[A-Z]{2}", "a country code of two capitals like DE");
            case "language" -> pattern(name, value, "[a-z]{2}", "a language like de or en");
            case "timeZone" -> {
                try {
                    ZoneId.of(value);
                } catch (DateTimeException e) {
                    throw new InvalidIntake(name, "is not a known time zone: give a name like Europe/Berlin");
                }
            }
            default -> { }
        }
    }

    private static void length(String name, String value, int longest) {
        if (value != null && value.length() > longest) {
            throw new InvalidIntake(name, "is too long: give at most " + longest + " characters");
        }
    }

    private static void pattern(String name, String value, String pattern, String wanted) {
        if (!value.matches(pattern)) {
            throw new InvalidIntake(name, "is not valid: give " + wanted);
        }
    }
}
