package io.leadfluss.journey.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.event.EventListener;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds the one index that the engine's own schema lacks: without it each look for due timers reads all waiting ones. */
@Component
class EngineIndexes {

    private final JdbcClient jdbc;

    EngineIndexes(ProcessEngine engineWithTables, JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationStartedEvent.class)
    void add() {
        jdbc.sql("CREATE INDEX IF NOT EXISTS LEADFLUSS_JOB_DUE ON ACT_RU_JOB (DUEDATE_)").update();
    }
}
