package io.leadfluss.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Stage;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunState;
import io.leadfluss.scoring.run.RunWorker;
import io.leadfluss.scoring.run.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JourneyTest
@Timeout(60)
class RescoreTests {

    private static final Map<String, String> DIRECTOR = Map.of("firstName", "Erika", "lastName", "Muster", "country", "DE",
            "jobTitle", "Geschäftsführerin", "phone", "+49 30 1234567");

    private LeadFixture given;
    @Autowired
    private Rescore rescore;
    @Autowired
    private Runs runs;
    @Autowired
    private RunWorker worker;
    @Autowired
    private Scores scores;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @AfterEach
    void endAllRuns() {
        runs.stopAll(RunKind.RESCORE);
    }

    @Test
    void storesWhatTheFactsGive() {
        long lead = engaged();
        long busy = given.confirmedLead();
        for (int i = 0; i < 80; i++) {
            given.happens(busy, "SiteVisited", "/page-" + i);
        }
        given.sql("UPDATE lead_score SET engagement = 1, fit = -1, edition = 'old', fading = '200.0|:1.0', base = NULL, base_at = NULL");
        long none = given.confirmedLead();
        given.sql("DELETE FROM lead_score WHERE lead_id = ?", none);

        Run run = run(false);

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.problem()).isNull();
        for (long each : List.of(lead, busy, none)) {
            assertThat(scores.total(each).engagement()).isEqualTo(scores.explain(each).engagement(), within(0.05));
            assertThat(scores.total(each).fit()).isEqualTo(scores.explain(each).fit());
        }
        assertThat(rescore.outdated()).isZero();
        assertThat(runs.progress(run)).satisfies(progress -> assertThat(progress.done()).isEqualTo(progress.leads()));
    }

    @Test
    void looksOnlyAtLeadsThatMayHaveAScore() {
        long gone = engaged();
        given.sql("DELETE FROM leads WHERE id = ?", gone);
        long unconfirmed = engaged();
        given.sql("UPDATE leads SET confirmed_at = NULL WHERE id = ?", unconfirmed);
        given.sql("UPDATE lead_score SET edition = 'old' WHERE lead_id IN (?, ?)", gone, unconfirmed);

        run(false);

        assertThat(rescore.outdated()).isZero();
    }

    @Test
    void movesNobodyUnlessThatWasChosen() {
        long lead = ripeByNewScoresOnly();

        Run stored = run(false);

        assertThat(given.stage(lead)).isEqualTo(Stage.SUBSCRIBER);
        assertThat(becomes(stored, lead)).isEqualTo(1);

        Run handedOver = run(true);

        assertThat(given.stage(lead)).isEqualTo(Stage.MQL);
        assertThat(becomes(handedOver, lead)).isEqualTo(1);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM fact WHERE lead_id = ? AND kind = 'LeadQualified'").param(lead).query(Integer.class).single()).isOne();
    }

    @Test
    void goesOnWhereItWasAndWaitsWhenTold() {
        engaged();
        long run = rescore.start(false, "marketing").orElseThrow();
        assertThat(rescore.start(false, "marketing")).isEmpty();

        assertThat(runs.pause(run)).isTrue();
        assertThat(worker.step(run)).isFalse();
        assertThat(runs.resume(run)).isTrue();
        worker.step(run);
        int done = runs.progress(runs.find(run).orElseThrow()).done();
        assertThat(done).isPositive();
        worker.work();

        assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunState.DONE);
        assertThat(runs.pause(run)).isFalse();
    }

    @Test
    void losesNothingWhenItsConnectionIsCutInTheMiddle() throws Exception {
        long busy = engaged();
        long other = engaged();
        given.sql("UPDATE lead_score SET edition = 'old', engagement = 1");
        long run = rescore.start(false, "marketing").orElseThrow();
        int cut;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> work = transaction.execute(status -> {
                // The part must leave this lead for later, and cannot note that before we are done.
                jdbc.sql("SELECT * FROM lead_score WHERE lead_id = ? FOR UPDATE").param(busy).query().listOfRows();
                jdbc.sql("INSERT INTO score_run_lead (run_id, lead_id, what, cell_before, cell_after, team, pending) VALUES (?, ?, 'AGAIN', '', '', '', TRUE)")
                        .params(run, busy).update();
                Future<Integer> started = thread.submit(worker::work);
                cutTheOneThatWaitsTo("INSERT INTO score_run_lead");
                return started;
            });
            cut = work.get();
        } finally {
            thread.shutdownNow();
        }

        worker.work();

        Run ended = runs.find(run).orElseThrow();
        assertThat(cut).isPositive();
        assertThat(ended.state()).isEqualTo(RunState.DONE);
        assertThat(ended.problem()).isNull();
        assertThat(runs.progress(ended)).satisfies(progress -> assertThat(progress.done()).isEqualTo(progress.leads()));
        assertThat(rescore.outdated()).isZero();
        for (long each : List.of(busy, other)) {
            assertThat(scores.total(each).engagement()).isEqualTo(scores.explain(each).engagement(), within(0.05));
        }
    }

    /** As when the database or the network between goes away: what the transaction did until then is undone. */
    private void cutTheOneThatWaitsTo(String write) {
        long writer = Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> jdbc.sql("SELECT id FROM information_schema.processlist WHERE info LIKE ?")
                .param(write + "%").query(Long.class).list(), found -> !found.isEmpty()).get(0);
        jdbc.sql("KILL " + writer).update();
    }

    @Test
    void leavesWhoIsBusyForLaterAndSharesTheWork() throws Exception {
        long busy = engaged();
        given.sql("UPDATE lead_score SET edition = 'old', engagement = 1 WHERE lead_id = ?", busy);
        long run = rescore.start(false, "marketing").orElseThrow();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> holder = threads.submit(() -> transaction.executeWithoutResult(status -> {
                jdbc.sql("SELECT * FROM lead_score WHERE lead_id = ? FOR UPDATE").param(busy).query().listOfRows();
                locked.countDown();
                await(end);
            }));
            locked.await();
            while (runs.progress(runs.find(run).orElseThrow()).done() < runs.find(run).orElseThrow().leads()) {
                Future<Boolean> other = threads.submit(() -> worker.step(run));
                worker.step(run);
                other.get();
            }
            assertThat(runs.progress(runs.find(run).orElseThrow()).pending()).isPositive();
            end.countDown();
            holder.get();
        } finally {
            end.countDown();
            threads.shutdownNow();
        }

        worker.work();

        assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunState.DONE);
        assertThat(scores.total(busy).engagement()).isGreaterThan(10);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long engaged() {
        long lead = given.confirmedLead();
        given.happens(lead, "LinkClicked", "aida-action#demo");
        return lead;
    }

    /** Its facts came in while nobody counted them. */
    private long ripeByNewScoresOnly() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        given.sql("INSERT INTO fact (id, lead_id, kind, subject, occurred_at, source_key) SELECT NEXT VALUE FOR fact_seq, ?, kind, subject, UTC_TIMESTAMP(3) "
                + "- INTERVAL 1 MINUTE, UUID() FROM (SELECT 'FormSubmitted' AS kind, 'callback' AS subject UNION SELECT 'ContentDownloaded', 'guide.pdf' "
                + "UNION SELECT 'LinkClicked', 'aida-action#demo') AS deed", lead);
        return lead;
    }

    private Run run(boolean handOver) {
        long run = rescore.start(handOver, "marketing").orElseThrow();
        worker.work();
        return runs.find(run).orElseThrow();
    }

    private int becomes(Run run, long lead) {
        return jdbc.sql("SELECT COUNT(*) FROM score_run_lead WHERE run_id = ? AND lead_id = ? AND what = 'BECOMES' AND NOT pending")
                .params(run.id(), lead).query(Integer.class).single();
    }
}
