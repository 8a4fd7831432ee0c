package io.leadfluss.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.LeadFixture;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A page of figures asks the database as often for a hundred thousand handovers of a year as for a thousand. */
@JourneyTest
class FlatFiguresTests {

    private static final Logger log = LoggerFactory.getLogger(FlatFiguresTests.class);
    private static final int MANY = 100_000;

    private final String team = "flat-" + UUID.randomUUID();
    private LeadFixture given;
    @Autowired
    private MockMvcTester http;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @AfterEach
    void forget() {
        given.sql("DELETE FROM handover_figure WHERE team LIKE 'flat-%'");
        given.sql("DELETE FROM account_role WHERE username REGEXP '^rep-[0-9]$'");
        given.sql("DELETE FROM account WHERE username REGEXP '^rep-[0-9]$'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/figures?by=rep", "/app/figures?by=source&team=", "/app/figures/lines.csv?by=journey", "/app/figures/agreement?team="})
    void costsTheSameStatementsForAHundredTimesAsManyHandovers(String address) {
        String uri = address.endsWith("team=") ? address + team : address;
        handOver(0, 1_000);
        open(uri);
        long few = statements(uri);
        long fewTook = milliseconds(uri);

        handOver(1_000, MANY);

        assertThat(statements(uri)).isEqualTo(few);
        log.info("{} took {} statements, and {} ms for 1000 handovers, {} ms for {}", address, few, fewTook, milliseconds(uri), MANY);
    }

    @Test
    void costsTheSameStatementsForManyReps() {
        String uri = "/app/figures?by=rep&team=" + team;
        handOver(0, 10);
        employ(2);
        open(uri);
        long few = statements(uri);

        employ(10);

        assertThat(statements(uri)).isEqualTo(few);
    }

    /** So many of the ten reps have an account. */
    private void employ(int reps) {
        for (int rep = 0; rep < reps; rep++) {
            given.sql("""
                    INSERT IGNORE INTO account (username, display_name, email, password_hash, language, enabled, created_at)
                    VALUES (?, 'Rita Rep', ?, '-', 'de', FALSE, NOW(3))""", "rep-" + rep, "rep-" + rep + "@leadfluss.example");
            given.sql("INSERT IGNORE INTO account_role (username, role) VALUES (?, 'SALES')", "rep-" + rep);
        }
    }

    private void open(String uri) {
        assertThat(http.get().uri(uri).with(csrf()).with(user("m").roles("MARKETER"))).hasStatusOk();
    }

    private long milliseconds(String uri) {
        long start = System.nanoTime();
        open(uri);
        return (System.nanoTime() - start) / 1_000_000;
    }

    private long statements(String uri) {
        long before = selects();
        open(uri);
        return selects() - before;
    }

    private long selects() {
        return given.jdbc().sql("SELECT CAST(variable_value AS UNSIGNED) FROM information_schema.global_status WHERE variable_name = 'COM_SELECT'")
                .query(Long.class).single();
    }

    /** Spread over a year, ten reps, seven sources, four journeys and all scores. */
    private void handOver(int from, int to) {
        given.sql("""
                INSERT INTO handover_figure (handover_id, purpose, team, first_rep, rep, source, journey, cell, handed_on, answer_by, answer_on,
                  answer_kept, decided_on, accepted, refused_on, reason, touched_on, waited, qualified_on, won_on, over_on)
                SELECT -1000000 - CAST(seq AS SIGNED), 'QUALIFY', ?, CONCAT('rep-', seq % 10), CONCAT('rep-', seq % 10), CONCAT('source-', seq % 7),
                  CONCAT('journey-', seq % 4), CONCAT(CHAR(65 + seq % 4), 1 + seq DIV 4 % 4), d, TIMESTAMP(d, '12:00:00'), d, seq % 10 > 0, d, seq % 3 > 0,
                  IF(seq % 3 > 0, NULL, d), IF(seq % 3 > 0, NULL, ELT(1 + seq % 4, 'no-need', 'no-budget', 'competitor', 'other')),
                  IF(seq % 3 > 0, d, NULL), seq * 7919 % 2400, IF(seq % 6 = 1, d, NULL), IF(seq % 12 = 1, d, NULL), d
                FROM (SELECT seq, CURRENT_DATE - INTERVAL seq % 330 DAY d FROM seq_1_to_100000 WHERE seq > ? AND seq <= ?) days""", team, from, to);
    }
}
