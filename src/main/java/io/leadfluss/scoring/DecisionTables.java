package io.leadfluss.scoring;

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

    /**
     * One rule that matched.
     *
     * @param rule the rule's id in the table
     * @param reason the rule's annotation, in words for people
     * @param version the table's version
     * @param outputs by the names of the output columns
     */
    record Match(String rule, String reason, int version, Map<String, Object> outputs) {
    }
}
