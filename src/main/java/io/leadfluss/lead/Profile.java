package io.leadfluss.lead;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What somebody tells about a lead; null means not told. {@code fields} holds what goes beyond the fixed ones. Country is ISO 3166 alpha-2,
 * language ISO 639 alpha-2, the time zone an IANA name.
 */
public record Profile(String salutation, String firstName, String lastName, String jobTitle, String phone, String directContact, String company,
        String street, String postalCode, String city, String country, String language, String timeZone, Map<String, String> fields) {

    private static final Set<String> FIXED = Set.of("salutation", "firstName", "lastName", "jobTitle", "phone", "directContact", "company", "street",
            "postalCode", "city", "country", "language", "timeZone");

    /** A profile from field names as forms and the API use them; unknown names become free fields. */
    public static Profile of(Map<String, String> values) {
        var rest = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> {
            if (!FIXED.contains(name) && value != null && !value.isBlank()) {
                rest.put(name, value.strip());
            }
        });
        return new Profile(text(values, "salutation"), text(values, "firstName"), text(values, "lastName"), text(values, "jobTitle"),
                text(values, "phone"), text(values, "directContact"), text(values, "company"), text(values, "street"), text(values, "postalCode"),
                text(values, "city"), text(values, "country"), text(values, "language"), text(values, "timeZone"), rest);
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
