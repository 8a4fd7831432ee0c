package io.leadfluss.newsletter;

/**
 * A group of leads under a name.
 *
 * @param filter in FEEL, as in the triggers of journeys
 */
public record Segment(long id, String name, String filter) {
}
