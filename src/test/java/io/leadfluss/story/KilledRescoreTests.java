package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadfluss.Door;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * All leads are being scored anew when the program is killed, and started again: it goes on where it was, each lead has its new score once, and each
 * that is ripe goes to sales once.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KilledRescoreTests {

    private static final int LEADS = 4_000;
    private static final int RIPE = LEADS / 50;
    private static final long FIRST = 10_000_000;
    private static final String SEQ = "seq_" + FIRST + "_to_" + (FIRST + LEADS - 1);

    private final Path data = Path.of("target", "killed-rescore-data");
    private final RunningProgram program = new RunningProgram(data, "--leadfluss.demo.sample-data=false",
            "--camunda.bpm.job-execution.lock-time-in-millis=4000");
    private JdbcClient jdbc;
    private Map<Long, LocalDateTime> partsBefore;
    private Map<Long, LocalDateTime> scoresBefore;

    @BeforeAll
    void killTheProgramInTheMiddle() throws Exception {
        FileSystemUtils.deleteRecursively(data.resolve("db"));
        program.start();
        connect();
        fill();
        Door.browser(program.port(), "marketing").form("/app/scoring", "/app/scoring/rescore", "handOver=true");
        await("a part of the leads to be done").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(() -> doneParts().size() >= 5);
        program.kill();
        // What the server still had in hand is undone as soon as it notices that the program is gone.
        await("the database to be left alone").atMost(Duration.ofSeconds(20)).until(() -> connections() == 1);
        partsBefore = doneParts();
        scoresBefore = scoredOf(partsBefore.keySet());

        program.start();
        connect();
        await("the run to end").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200))
                .until(() -> jdbc.sql("SELECT state FROM score_run").query(String.class).single().equals("DONE"));
        System.out.println("KilledRescoreTests: killed after " + partsBefore.size() + " of " + doneParts().size() + " parts");
    }

    @AfterAll
    void endIt() throws Exception {
        program.close();
    }

    @Test
    void goesOnWhereItWas() {
        assertThat(partsBefore).hasSizeBetween(5, LEADS / 200 - 1);
        assertThat(doneParts()).hasSize(LEADS / 200).containsAllEntriesOf(partsBefore);
        assertThat(scoresBefore).hasSizeGreaterThan(500);
        assertThat(scoredOf(partsBefore.keySet())).as("scored once").containsAllEntriesOf(scoresBefore);
    }

    @Test
    void scoresEveryLeadByTheTablesInUse() {
        assertThat(count("SELECT COUNT(*) FROM lead_score WHERE line = '' AND grade <> ''")).isEqualTo(LEADS);
        assertThat(count("SELECT COUNT(DISTINCT edition) FROM lead_score")).isOne();
        assertThat(count("SELECT COUNT(*) FROM lead_score WHERE edition IN ('old', '')")).isZero();
        assertThat(count("""
                SELECT COUNT(*) FROM (SELECT MAX(engagement) - MIN(engagement) apart FROM lead_score WHERE line = ''
                GROUP BY lead_id MOD 50 = 0) alike WHERE apart > 0.1""")).as("who did the same is worth the same").isZero();
    }

    @Test
    void addsUp() {
        assertThat(jdbc.sql("SELECT leads FROM score_run").query(Integer.class).single()).isEqualTo(LEADS);
        assertThat(jdbc.sql("SELECT problem FROM score_run").query(String.class).list()).containsOnlyNulls();
        assertThat(count("SELECT SUM(leads) FROM score_run_part WHERE done_at IS NOT NULL")).isEqualTo(LEADS);
        assertThat(count("SELECT COUNT(*) FROM score_run_lead WHERE pending")).isZero();
        assertThat(count("SELECT COUNT(*) FROM score_run_lead WHERE what = 'BECOMES'")).isEqualTo(RIPE);
    }

    @Test
    void bringsWhoIsRipeToSalesOnce() {
        List<Long> ripe = jdbc.sql("SELECT id FROM leads WHERE id MOD 50 = 0 ORDER BY id").query(Long.class).list();

        assertThat(jdbc.sql("SELECT lead_id FROM fact WHERE kind = 'LeadQualified' ORDER BY lead_id").query(Long.class).list()).isEqualTo(ripe);
        assertThat(jdbc.sql("SELECT id FROM leads WHERE stage = 'MQL' ORDER BY id").query(Long.class).list()).isEqualTo(ripe);
        assertThat(jdbc.sql("SELECT CAST(BUSINESS_KEY_ AS INT) FROM ACT_HI_PROCINST WHERE PROC_DEF_KEY_ = 'lead-handover' ORDER BY 1").query(Long.class)
                .list()).isEqualTo(ripe);
    }

    private void connect() {
        jdbc = JdbcClient.create(new DriverManagerDataSource(program.databaseUrl(), "leadfluss", program.databasePassword()));
    }

    /** Every fiftieth has done and told enough to be ripe by the tables in use; nobody has counted it yet. */
    private void fill() {
        jdbc.sql("""
                INSERT INTO leads (id, version, email, email_key, first_name, last_name, job_title, phone, country, language, time_zone, kind, origin, stage,
                  stage_since, created_at, confirmed_at, last_active_at)
                SELECT seq, 0, CONCAT('kim', seq, '@killed.example'), CONCAT('kim', seq, '@killed.example'), 'Kim', 'Muster',
                  IF(seq MOD 50 = 0, 'Geschäftsführerin', NULL), IF(seq MOD 50 = 0, '+49 30 1234567', NULL), 'DE', 'de', 'Europe/Berlin', 'B2B', 'DIRECT',
                  'SUBSCRIBER', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) FROM\s""" + SEQ).update();
        jdbc.sql("""
                INSERT INTO fact (id, lead_id, kind, subject, occurred_at, source_key)
                SELECT NEXT VALUE FOR fact_seq, seq, kind, subject, UTC_TIMESTAMP(3) - INTERVAL 1 DAY, CONCAT(kind, subject, seq) FROM\s""" + SEQ + """
                \sJOIN (SELECT 'SiteVisited' AS kind, '/pricing' AS subject, 1 AS every UNION SELECT 'SiteVisited', '/blog', 1 UNION SELECT 'MailOpened',
                    'aida-desire', 1 UNION SELECT 'FormSubmitted', 'callback', 50 UNION SELECT 'ContentDownloaded', 'guide.pdf', 50
                    UNION SELECT 'LinkClicked', 'aida-action#demo', 50) AS deed ON seq MOD every = 0""").update();
        jdbc.sql("""
                INSERT INTO lead_score (lead_id, line, fit, grade, engagement, heat, edition, fading, scored_at)
                SELECT seq, '', 1, 'D', 1, 4, 'old', '200.0|:1.0', UTC_TIMESTAMP(3) FROM\s""" + SEQ + " WHERE seq MOD 2 = 0").update();
    }

    private Map<Long, LocalDateTime> doneParts() {
        return times("SELECT first_id, done_at FROM score_run_part WHERE done_at IS NOT NULL");
    }

    /** Who is worked off one by one later is not among them. */
    private Map<Long, LocalDateTime> scoredOf(Set<Long> parts) {
        return times("SELECT s.lead_id, s.scored_at FROM lead_score s JOIN score_run_part p ON s.lead_id BETWEEN p.first_id AND p.last_id WHERE s.line = ''"
                + " AND s.lead_id MOD 50 <> 0 AND p.first_id IN (" + parts.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")");
    }

    private Map<Long, LocalDateTime> times(String query) {
        return jdbc.sql(query).query((row, n) -> Map.entry(row.getLong(1), row.getObject(2, LocalDateTime.class))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long connections() {
        return count("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'leadfluss'");
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
