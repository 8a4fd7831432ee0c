package io.leadfluss.journey.table;

import io.leadfluss.rules.DecisionTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The newest deployed version of every decision table, read once and kept; a new one, here or by another copy of the program, is noticed within
 * seconds.
 */
@Component
public class DmnTables implements DecisionTables {

    private static final Logger log = LoggerFactory.getLogger(DmnTables.class);

    private final RepositoryService repository;
    private volatile Map<String, Version> newest = Map.of();

    DmnTables(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public List<Match> evaluate(String table, Map<String, Object> inputs) {
        return find(table).orElseThrow(() -> new IllegalStateException(
                "The table " + table + " is not deployed: put " + table + ".dmn into the processes folder")).evaluate(inputs);
    }

    @Override
    public int version(String table) {
        if (newest.isEmpty()) {
            refresh();
        }
        Version version = newest.get(table);
        return version == null ? 0 : version.table.version();
    }

    @Override
    public List<String> keys(String prefix) {
        if (newest.isEmpty()) {
            refresh();
        }
        return newest.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
    }

    @Override
    public Optional<Set<String>> named(String table, String input) {
        return find(table).flatMap(found -> found.named(input));
    }

    private Optional<DecisionTable> find(String table) {
        if (!newest.containsKey(table)) {
            refresh();
        }
        return Optional.ofNullable(newest.get(table)).map(Version::table);
    }

    /** To be called after a deployment; also looks by itself for what other copies of the program deployed. */
    @Scheduled(fixedDelay = 5_000)
    public synchronized void refresh() {
        Map<String, Version> found = new HashMap<>();
        for (DecisionDefinition definition : repository.createDecisionDefinitionQuery().latestVersion().list()) {
            Version known = newest.get(definition.getKey());
            Version version = known != null && known.id.equals(definition.getId()) ? known : load(definition, known);
            if (version != null) {
                found.put(definition.getKey(), version);
            }
        }
        newest = found;
    }

    /** A version that cannot be read is passed over, so that scoring goes on by the last good one. */
    private Version load(DecisionDefinition definition, Version known) {
        try {
            return new Version(definition.getId(),
                    DecisionTable.of(definition.getKey(), definition.getVersion(), repository.getDmnModelInstance(definition.getId())));
        } catch (RuntimeException e) {
            log.error("Table {} version {} cannot be read, {}: {}", definition.getKey(), definition.getVersion(),
                    known == null ? "there is no other" : "the version before stays in use", e.getMessage());
            return known == null ? null : new Version(definition.getId(), known.table);
        }
    }

    private record Version(String id, DecisionTable table) {
    }
}
