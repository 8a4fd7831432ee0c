package io.leadfluss.journey.table;

import io.leadfluss.rules.DecisionTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tables in use with some of them changed. */
record TriedTables(DecisionTables inUse, Map<String, DecisionTable> changed) implements DecisionTables {

    @Override
    public List<Match> evaluate(String table, Map<String, Object> inputs) {
        DecisionTable other = changed.get(table);
        return other == null ? inUse.evaluate(table, inputs) : other.evaluate(inputs);
    }

    @Override
    public int version(String table) {
        DecisionTable other = changed.get(table);
        return other == null ? inUse.version(table) : other.version();
    }

    @Override
    public List<String> keys(String prefix) {
        return Stream.concat(inUse.keys(prefix).stream(), changed.keySet().stream().filter(key -> key.startsWith(prefix)))
                .distinct().sorted().toList();
    }

    @Override
    public Optional<Set<String>> named(String table, String input) {
        DecisionTable other = changed.get(table);
        return other == null ? inUse.named(table, input) : other.named(input);
    }
}
