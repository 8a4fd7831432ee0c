package io.leadfluss.rules;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides by the tables that a marketer edits; implemented by the engine room. */
public interface DecisionTables {

    /**
     * The rules of the newest version of the table that match, in the table's order.
     *
     * @throws IllegalStateException naming the table when it is missing or cannot be evaluated
     */
    List<Match> evaluate(String table, Map<String, Object> inputs);

    /** Whether there is such a table at all. */
    default boolean has(String table) {
        return version(table) > 0;
    }

    /** The version in use; 0 when there is no such table. */
    int version(String table);

    /** The keys of all tables that begin like this, in their order. */
    List<String> keys(String prefix);

    /** All texts that the rules of a table ask an input for; empty when a rule asks for none or in another way, so that any value may match. */
    Optional<Set<String>> named(String table, String input);

    /**
     * One rule that matched.
     *
     * @param rule the rule's id in the table
     * @param reason the rule's annotation, in words for people, maybe in several languages
     * @param inputs the inputs that the rule looks at
     * @param version the table's version
     * @param outputs by the names of the output columns
     */
    record Match(String rule, String reason, List<Input> inputs, int version, Map<String, Object> outputs) {

        /** The inputs by the headings of their columns. */
        public String input() {
            return inputs.stream().map(input -> input.heading() + ": " + (input.value() == null ? "–" : input.value()))
                    .collect(Collectors.joining("; "));
        }

        /** A number among the outputs; null when the rule leaves it empty. */
        public Double number(String output) {
            Object value = outputs.get(output);
            if (value == null || value instanceof Number) {
                return value == null ? null : ((Number) value).doubleValue();
            }
            throw new IllegalStateException("Rule " + rule + ": output '" + output + "' is " + value + ", it must be a number");
        }

        /** A time in hours among the outputs, to the minute. */
        public Duration hours(String output) {
            Double hours = number(output);
            if (hours == null || hours <= 0) {
                throw new IllegalStateException("Rule " + rule + ": output '" + output + "' is " + hours + ", it must be a number above 0");
            }
            return Duration.ofMinutes(Math.round(hours * 60));
        }
    }

    /** What a rule looked at: the name of the input, the heading of its column, and what stood there. */
    record Input(String name, String heading, Object value) {
    }
}
