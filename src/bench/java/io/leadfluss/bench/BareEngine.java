package io.leadfluss.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.jdbc.core.JdbcTemplate;

/** The engine alone, tuned as the program tunes it: no Spring, no tables of ours, and steps that do nothing. */
class BareEngine implements Side, AutoCloseable {

    private final JdbcTemplate jdbc;
    private final ProcessEngine engine;
    private final StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    private final Map<String, String> definitions = new HashMap<>();
    private final Map<String, String> startEvents;

    /** @param startEvents id of the signal start event by model */
    BareEngine(DataSource dataSource, JdbcTemplate observer, Map<String, String> startEvents) {
        this.jdbc = observer;
        this.startEvents = startEvents;
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(dataSource);
        configuration.setDatabaseType("mysql");
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistoryLevel(HistoryLevel.HISTORY_LEVEL_ACTIVITY);
        configuration.setHistoryRemovalTimeStrategy("start");
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setAuthorizationEnabled(false);
        configuration.setMetricsEnabled(true);
        configuration.setDbMetricsReporterActivate(false);
        configuration.setBeans(new EmptySteps());
        configuration.setJobExecutor(executor());
        configuration.setJobExecutorActivate(false);
        this.engine = configuration.buildProcessEngine();
        jdbc.execute("CREATE INDEX LEADFLUSS_JOB_DUE ON ACT_RU_JOB (DUEDATE_)");
    }

    private static DefaultJobExecutor executor() {
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setCorePoolSize(2);
        executor.setMaxPoolSize(3);
        executor.setQueueSize(100);
        executor.setMaxJobsPerAcquisition(100);
        executor.setLockTimeInMillis(120_000);
        executor.setWaitTimeInMillis(500);
        executor.setMaxWait(2_000);
        return executor;
    }

    void deploy(List<Path> models) throws IOException {
        for (Path model : models) {
            try (var content = Files.newInputStream(model)) {
                engine.getRepositoryService().createDeployment().addInputStream(model.getFileName().toString(), content).deploy();
            }
        }
        for (ProcessDefinition definition : engine.getRepositoryService().createProcessDefinitionQuery().list()) {
            definitions.put(definition.getKey(), definition.getId());
        }
    }

    @Override
    public String name() {
        return "bare engine";
    }

    @Override
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    @Override
    public void prepare(int first, int count) {
        // needs nothing but a business key
    }

    @Override
    public void request(int lead) {
        start("double-opt-in", IntStream.of(lead));
    }

    @Override
    public void confirm(int lead) {
        engine.getRuntimeService().createMessageCorrelation("ConsentConfirmed").processInstanceBusinessKey(Integer.toString(lead)).correlate();
    }

    @Override
    public int startsTogether() {
        return 1;
    }

    @Override
    public void start(String model, IntStream leads) {
        leads.forEach(lead -> engine.getRuntimeService().createProcessInstanceById(definitions.get(model)).businessKey(Integer.toString(lead))
                .startBeforeActivity(startEvents.get(model)).execute());
    }

    @Override
    public void run(boolean running) {
        if (running) {
            configuration.getJobExecutor().start();
        } else {
            configuration.getJobExecutor().shutdown();
        }
    }

    @Override
    public void deliver(boolean delivering) {
        // its steps send nothing
    }

    @Override
    public int left() {
        return jdbc.queryForObject("SELECT COUNT(*) FROM ACT_RU_JOB WHERE (DUEDATE_ IS NULL OR DUEDATE_ <= UTC_TIMESTAMP(3)) AND RETRIES_ > 0", Integer.class);
    }

    @Override
    public long jobs() {
        return configuration.getMetricsRegistry().getDbMeterByName("job-acquired-success").get();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Every step there is, and none does anything. */
    private static final class EmptySteps extends AbstractMap<Object, Object> {

        private static final JavaDelegate NOTHING = execution -> { };

        @Override
        public boolean containsKey(Object name) {
            return true;
        }

        @Override
        public Object get(Object name) {
            return NOTHING;
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return Set.of();
        }
    }
}
