package io.leadfluss.capture;

import java.util.List;

/**
 * One component of a form as the page shows it; a component without a key is a text.
 *
 * @param name a short label, for the list of errors
 */
public record FieldView(String key, String type, String label, String name, String description, boolean required, String value, String error,
        List<FormElement.Option> options, String autocomplete, int maxLength) {

    public boolean isText() {
        return key.isEmpty();
    }
}
