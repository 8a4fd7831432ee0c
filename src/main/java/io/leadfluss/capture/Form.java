package io.leadfluss.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A Camunda Form that visitors may fill in: one whose submit button carries a title.
 *
 * @param version SHA-256 of its file
 */
record Form(String id, String version, List<FormElement> elements, FormElement submit) {

    static Optional<Form> of(String id, String version, JsonNode json) {
        List<FormElement> elements = StreamSupport.stream(json.path("components").spliterator(), false).map(FormElement::new).toList();
        return elements.stream().filter(element -> element.isSubmit() && element.property("title.de") != null).findFirst()
                .map(submit -> new Form(id, version, elements.stream().filter(element -> element != submit).toList(), submit));
    }

    String title(String language) {
        String title = submit.property("title." + language);
        return title == null ? submit.property("title.de") : title;
    }

    /** The file that is promised for the confirmation, or null. */
    String download() {
        return submit.property("download");
    }

    /** What a visitor fills in. */
    List<FormElement> inputs() {
        return elements.stream().filter(FormElement::isInput).toList();
    }
}
