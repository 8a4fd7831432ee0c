package io.leadfluss.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadfluss.consent.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** One component of a form. Its texts are German; custom properties such as {@code label.en} hold them in other languages. */
record FormElement(JsonNode json) {

    private static final Set<String> INPUTS = Set.of("textfield", "textarea", "number", "select", "radio", "checkbox", "datetime");
    private static final Map<String, String> AUTOCOMPLETE = Map.ofEntries(Map.entry("email", "email"), Map.entry("firstName", "given-name"),
            Map.entry("lastName", "family-name"), Map.entry("company", "organization"), Map.entry("jobTitle", "organization-title"),
            Map.entry("phone", "tel"), Map.entry("street", "street-address"), Map.entry("postalCode", "postal-code"),
            Map.entry("city", "address-level2"), Map.entry("country", "country"));

    /** A choice of a select or radio. */
    public record Option(String value, String label) {
    }

    String type() {
        return json.path("type").asText();
    }

    String key() {
        return json.path("key").asText();
    }

    boolean isInput() {
        return INPUTS.contains(type()) && !key().isBlank();
    }

    boolean isSubmit() {
        return type().equals("button") && json.path("action").asText("submit").equals("submit");
    }

    boolean isText() {
        return type().equals("text");
    }

    boolean isEmail() {
        return json.path("validate").path("validationType").asText().equals("email");
    }

    /** A day; times of day are not asked for here. */
    boolean isDay() {
        return type().equals("datetime");
    }

    boolean forbidsPast() {
        return json.path("disallowPassedDates").asBoolean();
    }

    boolean isPhone() {
        return json.path("validate").path("validationType").asText().equals("phone") || key().equals("phone");
    }

    /** What the box consents to; null when it is no consent. */
    Purpose purpose() {
        String purpose = property("purpose");
        return purpose == null || !type().equals("checkbox") ? null : Purpose.of(purpose);
    }

    String label(String language) {
        return text(isDay() ? "dateLabel" : "label", language);
    }

    String text(String language) {
        return text("text", language);
    }

    String description(String language) {
        return text("description", language);
    }

    List<Option> options(String language) {
        return StreamSupport.stream(json.path("values").spliterator(), false).map(option -> {
            String value = option.path("value").asText();
            String label = property("value." + value + "." + language);
            return new Option(value, label == null ? option.path("label").asText(value) : label);
        }).toList();
    }

    boolean required() {
        return json.path("validate").path("required").asBoolean();
    }

    /** At least 0. */
    int minLength() {
        return json.path("validate").path("minLength").asInt(0);
    }

    /** Never more than the lead has room for. */
    int maxLength() {
        return Math.min(json.path("validate").path("maxLength").asInt(Integer.MAX_VALUE), isEmail() ? 254 : Limits.longest(key()));
    }

    /** Null when any text will do. */
    String pattern() {
        String pattern = json.path("validate").path("pattern").asText();
        return pattern.isEmpty() ? null : pattern;
    }

    JsonNode limit(String name) {
        return json.path("validate").path(name);
    }

    String autocomplete() {
        return AUTOCOMPLETE.getOrDefault(key(), "");
    }

    /** Elements with the same row stand side by side; those without one stand alone. */
    String row() {
        return json.path("layout").path("row").asText(json.path("id").asText());
    }

    /** Null when there is none. */
    String property(String name) {
        return json.path("properties").path(name).asText(null);
    }

    private String text(String name, String language) {
        String translated = property(name + "." + language);
        return translated == null ? json.path(name).asText() : translated;
    }
}
