package io.leadfluss.rules;

import java.util.List;
import java.util.Map;

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
        return true;
    }

    /**
     * One rule that matched.
     *
     * @param rule the rule's id in the table
     * @param reason the rule's annotation, in words for people, maybe in several languages
     * @param input the inputs that the rule looks at, by the headings of their columns
     * @param version the table's version
     * @param outputs by the names of the output columns
     */
    record Match(String rule, String reason, String input, int version, Map<String, Object> outputs) {

        /** A number among the outputs; null when the rule leaves it empty. */
        public Double number(String output) {
            Object value = outputs.get(output);
            if (value == null || value instanceof Number) {
                return value == null ? null : ((Number) value).doubleValue();
            }
            throw new IllegalStateException("Rule " + rule + ": output '" + output + "' is " + value + ", it must be a number");
        }
    }
}
