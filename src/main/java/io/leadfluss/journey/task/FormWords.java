package io.leadfluss.journey.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/** Puts a form into another language: each component carries its words as properties such as {@code label.en} or {@code value.accept.en}. */
final class FormWords {

    private FormWords() {
    }

    /** Changes the form in place; what has no words in the language stays as it is. */
    static void translate(JsonNode form, String language) {
        for (JsonNode component : form.path("components")) {
            if (component instanceof ObjectNode words) {
                Iterator<Map.Entry<String, JsonNode>> properties = component.path("properties").fields();
                while (properties.hasNext()) {
                    Map.Entry<String, JsonNode> property = properties.next();
                    if (property.getKey().endsWith("." + language)) {
                        replace(words, property.getKey().substring(0, property.getKey().length() - language.length() - 1), property.getValue());
                    }
                }
                translate(component, language);
            }
        }
    }

    private static void replace(ObjectNode component, String what, JsonNode words) {
        if (!what.startsWith("value.")) {
            component.set(what, words);
            return;
        }
        for (JsonNode option : component.path("values")) {
            if (option instanceof ObjectNode choice && option.path("value").asText().equals(what.substring("value.".length()))) {
                choice.set("label", words);
            }
        }
    }
}
