package io.leadfluss.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Brings the models of the processes folder into the engine, before any job runs: what has not changed is left alone, what is broken stops only itself. */
@Component
public class Deployment {

    private static final Logger log = LoggerFactory.getLogger(Deployment.class);

    private final RepositoryService repository;
    private final JourneyModels models;
    private final DmnTables tables;
    private final Path folder;

    Deployment(RepositoryService repository, JourneyModels models, DmnTables tables, @Value("${leadfluss.processes}") Path folder) {
        this.repository = repository;
        this.models = models;
        this.tables = tables;
        this.folder = folder;
    }

    @EventListener(ApplicationStartedEvent.class)
    void deploy() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("There is no folder " + folder.toAbsolutePath() + " with models: set LEADFLUSS_PROCESSES to where they are");
        }
        for (Path file : files()) {
            try (var content = Files.newInputStream(file)) {
                repository.createDeployment().name(file.getFileName().toString()).source("processes").enableDuplicateFiltering(true)
                        .addInputStream(file.getFileName().toString(), content).deploy();
            } catch (RuntimeException e) {
                log.error("{} is not deployed, its last good version goes on: {}", file, e.getMessage());
            }
        }
        models.refresh();
        tables.refresh();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form)")).sorted().toList();
        }
    }
}
