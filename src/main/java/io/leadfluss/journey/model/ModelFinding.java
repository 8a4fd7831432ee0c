package io.leadfluss.journey.model;

/**
 * What is wrong with a model, where, and what to do instead.
 *
 * @param element label and id of the element, or the file's name
 */
public record ModelFinding(String file, String element, String message) {

    @Override
    public String toString() {
        return element.equals(file) ? file + " " + message : file + ", " + element + ": " + message;
    }
}
