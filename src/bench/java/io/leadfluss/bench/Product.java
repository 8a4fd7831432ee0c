package io.leadfluss.bench;

import io.leadfluss.Leadfluss;
import io.leadfluss.capture.Intake;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Evidence;
import io.leadfluss.lead.Facts;
import io.leadfluss.mail.Dispatcher;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole program as in production: its own tables, filters and entry rules, templates, tracked links, and a relay. */
class Product implements Side, AutoCloseable {

    /** Leads written by SQL stay clear of those that the program numbers. */
    static final long FIRST_ID = 100_000_000;

    private final ConfigurableApplicationContext context;
    private final JdbcTemplate jdbc;
    private final Intake intake;
    private final Consents consents;
    private final Facts facts;
    private final Dispatcher dispatcher;
    private final TransactionTemplate transaction;
    private final ProcessEngineConfigurationImpl engine;
    private final Map<Integer, Long> arrived = new ConcurrentHashMap<>();
    private boolean delivering = true;
    private int taken;

    Product(Database database, int relay, Path processes, String... settings) {
        this.context = new SpringApplication(Leadfluss.class).run(Stream.concat(Stream.of(settings), Stream.of(
                "--spring.datasource.url=" + database.url("product"),
                "--spring.datasource.username=product",
                "--spring.datasource.password=" + database.password(),
                "--server.port=0", "--server.address=127.0.0.1", "--management.server.port=0",
                "--leadfluss.security.secret=" + Base64.getEncoder().encodeToString(new byte[32]),
                "--leadfluss.processes=" + processes,
                "--leadfluss.mail.smtp.host=127.0.0.1", "--leadfluss.mail.smtp.port=" + relay, "--leadfluss.mail.smtp.tls=none",
                "--leadfluss.mail.sender.company=Muster", "--leadfluss.mail.sender.legal-form=GmbH",
                "--leadfluss.mail.sender.representative=Erika Muster", "--leadfluss.mail.sender.street=Musterweg 1",
                "--leadfluss.mail.sender.city=10115 Berlin", "--leadfluss.mail.sender.country=Deutschland",
                "--leadfluss.mail.sender.email=hallo@muster.example", "--leadfluss.mail.sender.phone=+49 30 123456",
                "--leadfluss.mail.sender.register-court=Amtsgericht Charlottenburg", "--leadfluss.mail.sender.register-number=HRB 1",
                "--leadfluss.mail.sender.vat-id=DE123456789", "--leadfluss.mail.sender.privacy-url=https://muster.example/datenschutz",
                "--camunda.bpm.metrics.enabled=true", "--logging.level.root=warn")).toArray(String[]::new));
        this.jdbc = database.observer("product");
        this.intake = context.getBean(Intake.class);
        this.consents = context.getBean(Consents.class);
        this.facts = context.getBean(Facts.class);
        this.dispatcher = context.getBean(Dispatcher.class);
        this.transaction = context.getBean(TransactionTemplate.class);
        this.engine = (ProcessEngineConfigurationImpl) context.getBean(ProcessEngine.class).getProcessEngineConfiguration();
    }

    @Override
    public String name() {
        return "Leadfluss";
    }

    @Override
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Makes so many leads ready that nobody else has. */
    int take(int count) {
        int first = taken;
        taken += Math.max(count, 1_000);
        if (count > 0) {
            prepare(first, count);
        }
        return first;
    }

    @Override
    public void prepare(int first, int count) {
        long from = FIRST_ID + first;
        String seq = "seq_" + from + "_to_" + (from + count - 1);
        jdbc.update("INSERT INTO leads (id, version, email, email_key, salutation, first_name, last_name, country, language, time_zone, kind, origin, stage, "
                + "stage_since, created_at, confirmed_at, last_active_at) SELECT seq, 0, CONCAT('erika', seq, '@bench.example'), "
                + "CONCAT('erika', seq, '@bench.example'), 'Frau', 'Erika', CONCAT('Muster', seq), 'DE', 'de', 'Europe/Berlin', 'B2B', 'DIRECT', 'LEAD', "
                + "UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM " + seq);
        for (String purpose : new String[] {"NEWSLETTER", "TRACKING"}) {
            jdbc.update("INSERT INTO consent (lead_id, purpose, state, basis, since) SELECT seq, ?, 'GRANTED', 'CONSENT', UTC_TIMESTAMP() FROM " + seq, purpose);
        }
    }

    @Override
    public void request(int lead) {
        arrived.put(lead, transaction.execute(status -> {
            long id = intake.record(Map.of("email", "visitor" + lead + "@company" + lead + ".example", "firstName", "Erika", "lastName", "Muster",
                    "company", "Company " + lead, "country", "DE", "language", "de", "source", "bench", "purposes", "newsletter,tracking")).leadId();
            intake.requestConsent(id);
            return id;
        }));
    }

    @Override
    public void confirm(int lead) {
        long id = arrived.get(lead);
        consents.openRequest(id).ifPresent(request ->
                consents.confirm(consents.token(request.id()), new Evidence("bench", "0".repeat(64), null, "127.0.0.1", "bench")));
    }

    /** As what triggers many leads at once does, such as the search for silent ones. */
    @Override
    public int startsTogether() {
        return 50;
    }

    @Override
    public void start(String model, IntStream leads) {
        transaction.executeWithoutResult(status -> leads.mapToLong(lead -> FIRST_ID + lead).forEach(id -> facts.record(
                model.equals("bench-mail") ? new MailWanted(id, model + ":" + id) : new WaitWanted(id, model + ":" + id))));
    }

    void happens(long lead, String kind, String subject) {
        inTransaction(() -> facts.record(new SomethingHappened(lead, kind, subject)));
    }

    void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void run(boolean running) {
        JobExecutor executor = engine.getJobExecutor();
        if (running) {
            executor.start();
        } else {
            executor.shutdown();
        }
    }

    @Override
    public void deliver(boolean delivering) {
        if (this.delivering != delivering) {
            this.delivering = delivering;
            if (delivering) {
                dispatcher.start();
            } else {
                dispatcher.stop();
            }
        }
    }

    @Override
    public int left() {
        int jobs = jdbc.queryForObject("SELECT COUNT(*) FROM ACT_RU_JOB WHERE (DUEDATE_ IS NULL OR DUEDATE_ <= UTC_TIMESTAMP(3)) AND RETRIES_ > 0", Integer.class);
        return !delivering ? jobs
                : jobs + jdbc.queryForObject("SELECT COUNT(*) FROM message WHERE state IN ('QUEUED', 'CLAIMED', 'SENDING')", Integer.class);
    }

    @Override
    public long jobs() {
        return engine.getMetricsRegistry().getDbMeterByName("job-acquired-success").get();
    }

    /** What went wrong: there must be nothing, else the figures mean nothing. */
    String failures() {
        var mails = jdbc.queryForList("SELECT state, reason, COUNT(*) AS mails FROM message WHERE state <> 'SENT' GROUP BY state, reason");
        var jobs = jdbc.queryForList("SELECT MAX(EXCEPTION_MSG_) AS message, COUNT(*) AS jobs FROM ACT_RU_JOB WHERE EXCEPTION_MSG_ IS NOT NULL HAVING jobs > 0");
        return mails.isEmpty() && jobs.isEmpty() ? "Every mail has been sent and no job has failed." : "FAILED: " + mails + jobs;
    }

    @Override
    public void close() {
        context.close();
    }
}
