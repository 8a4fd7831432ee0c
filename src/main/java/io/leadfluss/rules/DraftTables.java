package io.leadfluss.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decision tables that are not in use yet: read, compared, tried and released; implemented by the engine room. */
public interface DraftTables {

    /**
     * A changed table.
     *
     * @param basedOn the version in use that it was made from; 0 when the table is new
     */
    record Draft(String key, String model, int basedOn) {
    }

    /**
     * A rule that differs.
     *
     * @param before what the rule said; empty when it is new
     * @param after what it says now; empty when it is gone
     */
    record Change(String rule, String reason, String before, String after) {
    }

    /**
     * A rule of a table in use.
     *
     * @param number what stands in the column asked for; null when that is no plain number
     */
    record RuleRow(String id, String reason, Double number) {
    }

    /** The rules of the version in use, with the number in one column. */
    List<RuleRow> rules(String key, String column);

    /**
     * Reads a file by the rules that guard a deployment. From which version it was made is told by its version tag, which every file that
     * {@link #model} gives out has; without one it is the version in use.
     *
     * @throws IllegalArgumentException saying what is wrong, in words for who wrote it
     */
    Draft read(String file, byte[] content);

    /** In what the draft differs from the version in use, rule by rule, in the draft's order. */
    List<Change> changes(Draft draft);

    /** The tables in use, and in place of some of them these. */
    DecisionTables with(Collection<Draft> drafts);

    /** The version in use as the database says now; 0 when there is none. */
    int newest(String key);

    /** A version as a file, tagged with its number; empty when there is no such version. */
    Optional<String> model(String key, int version);

    /** The draft with other numbers in one column, by rules; what is not named stays. */
    Draft withNumbers(Draft draft, String column, Map<String, Double> numbers);

    /**
     * Puts all of them into use at once, in the caller's transaction, or none of them. After it {@link #refresh} is to be called.
     *
     * @return the new versions by key; empty when a table has been changed by somebody else since the draft was made
     */
    Map<String, Integer> release(Collection<Draft> drafts);

    /** Lets this copy of the program see at once what was released; others notice it within seconds. */
    void refresh();
}
