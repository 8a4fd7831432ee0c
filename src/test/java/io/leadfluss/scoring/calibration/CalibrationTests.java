package io.leadfluss.scoring.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.rules.DraftTables;
import io.leadfluss.scoring.calibration.Calibration.Judgement;
import io.leadfluss.scoring.calibration.Calibration.RuleOutcome;
import io.leadfluss.scoring.run.Run;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunState;
import io.leadfluss.scoring.run.RunWorker;
import io.leadfluss.scoring.run.Runs;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@JourneyTest
@Timeout(180)
class CalibrationTests {

    private LeadFixture given;
    @Autowired
    private Calibrations calibrations;
    @Autowired
    private Runs runs;
    @Autowired
    private RunWorker worker;
    @Autowired
    private DraftTables drafts;
    @Autowired
    private Clock clock;
    @LocalServerPort
    private int port;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @AfterEach
    void endAllRuns() {
        Stream.of(RunKind.values()).forEach(runs::stopAll);
    }

    @Test
    void comparesFormerScoresWithWhatBecameOfTheLeads() {
        for (int i = 0; i < 50; i++) {
            life(i % 25 < 18, "FormSubmitted", "callback");
            life(i % 25 < 2, "SiteVisited", "/stellen");
        }
        long run = calibrations.start(180, "marketing").orElseThrow();
        assertThat(calibrations.start(180, "marketing")).isEmpty();

        worker.work();

        Run done = runs.find(run).orElseThrow();
        assertThat(done.state()).isEqualTo(RunState.DONE);
        Calibration found = calibrations.of(done);
        assertThat(found.all().bought().all()).isEqualTo(100);
        assertThat(found.all().bought().hits()).isEqualTo(40);
        assertThat(found.engagement().value()).isGreaterThan(0.8);
        assertThat(rule(found, "CallWished").judgement()).isEqualTo(Judgement.WORKS);
        assertThat(rule(found, "CallWished").with().bought().all()).isEqualTo(50);
        assertThat(rule(found, "JobsSeen").judgement()).isEqualTo(Judgement.WORKS);
        assertThat(rule(found, "MailRead").judgement()).isEqualTo(Judgement.TOO_FEW);
        assertThat(found.proposal()).isNotNull();
        assertThat(rule(found, "CallWished").proposed()).isPositive();
        assertThat(rule(found, "JobsSeen").proposed()).isLessThan(0);
        assertThat(rule(found, "MailRead").proposed()).isNull();
        assertThat(calibrations.drafts(found)).isNotEmpty().allSatisfy(draft -> {
            assertThat(draft.basedOn()).isEqualTo(drafts.newest(draft.key()));
            assertThat(drafts.changes(draft)).isNotEmpty();
        });

        Door marketing = Door.browser(port, "marketing");
        assertThat(marketing.get("/app/scoring/calibration").body()).contains("CallWished").contains("Art. 22").contains("/" + run + "/lead-engagement.dmn");
        assertThat(marketing.get("/app/scoring/calibration/" + run + "/lead-engagement.dmn").body()).contains("<decision");
        assertThat(Door.browser(port, "sales1").get("/app/scoring/calibration").statusCode()).isEqualTo(403);
    }

    /** Long before anything else that happens in these tests. */
    private void life(boolean bought, String kind, String subject) {
        long lead = given.confirmed(given.lead(Kind.B2B, Map.of("country", "DE")));
        given.sql("UPDATE leads SET confirmed_at = ? WHERE id = ?", clock.instant().minus(Duration.ofDays(300)), lead);
        happened(lead, kind, subject, 181);
        if (bought) {
            happened(lead, "OrderPlaced", "A-" + lead, 100);
        }
    }

    private void happened(long lead, String kind, String subject, int daysAgo) {
        given.sql("INSERT INTO fact (id, lead_id, kind, subject, occurred_at, source_key) VALUES (NEXT VALUE FOR fact_seq, ?, ?, ?, ?, UUID())",
                lead, kind, subject, clock.instant().minus(Duration.ofDays(daysAgo)));
    }

    private static RuleOutcome rule(Calibration found, String rule) {
        return found.rules().stream().filter(each -> each.rule().id().equals(rule)).findFirst().orElseThrow();
    }
}
