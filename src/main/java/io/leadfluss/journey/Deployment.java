package io.leadfluss.journey;

import io.leadfluss.journey.table.DmnTables;
import io.leadfluss.security.UnsafeSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings the models of the processes folder into the engine, before any job runs and any page is served: what has not changed is left alone, what
 * is broken stops only itself.
 */
@Component
public class Deployment implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Deployment.class);

    private final RepositoryService repository;
    private final JourneyModels models;
    private final DmnTables tables;
    private final Path folder;
    private volatile boolean deployed;

    Deployment(RepositoryService repository, JourneyModels models, DmnTables tables, @Value("${leadfluss.processes}") Path folder) {
        this.repository = repository;
        this.models = models;
        this.tables = tables;
        this.folder = folder;
    }

    /** A form that comes in before the journeys are there would start none. */
    @Override
    public void start() {
        try {
            deploy();
        } catch (IOException e) {
            throw new UncheckedIOException("The models in " + folder + " cannot be read", e);
        }
        deployed = true;
    }

    @Override
    public void stop() {
        deployed = false;
    }

    @Override
    public boolean isRunning() {
        return deployed;
    }

    /** Long before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void deploy() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UnsafeSetting("There is no folder " + folder.toAbsolutePath().normalize() + " with models.",
                    "Start the program beside the folder 'processes', or set LEADFLUSS_PROCESSES to where it is");
        }
        List<Path> files = files();
        if (files.isEmpty()) {
            throw new UnsafeSetting("The folder " + folder.toAbsolutePath().normalize() + " holds no models.",
                    "Set LEADFLUSS_PROCESSES to the folder that does");
        }
        Map<Path, String> refused = deployAll(files);
        // One that calls another is refused until that one is there.
        for (int before = files.size(); !refused.isEmpty() && refused.size() < before; ) {
            before = refused.size();
            refused = deployAll(List.copyOf(refused.keySet()));
        }
        refused.forEach((file, why) -> log.error("{} is not deployed, its last good version goes on: {}", file, why));
        models.refresh();
        tables.refresh();
    }

    /** Those that were refused, and why. */
    private Map<Path, String> deployAll(List<Path> files) throws IOException {
        Map<Path, String> refused = new LinkedHashMap<>();
        for (Path file : files) {
            try (var content = Files.newInputStream(file)) {
                repository.createDeployment().name(file.getFileName().toString()).source("processes").enableDuplicateFiltering(true)
                        .addInputStream(file.getFileName().toString(), content).deploy();
            } catch (RuntimeException e) {
                refused.put(file, e.getMessage());
            }
        }
        return refused;
    }

    private List<Path> files() throws IOException {
        // The folder itself may be a link, which a walk would not follow.
        try (Stream<Path> files = Files.walk(folder.toRealPath(), 2)) {
            return files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form)")).sorted().toList();
        }
    }
}
