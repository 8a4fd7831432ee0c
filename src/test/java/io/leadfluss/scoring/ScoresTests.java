package io.leadfluss.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Happened;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.LeadRegister;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Profile;
import io.leadfluss.lead.Stage;
import io.leadfluss.scoring.Score.Point;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JourneyTest
class ScoresTests {

    private static final Map<String, String> DIRECTOR = Map.of("firstName", "Erika", "lastName", "Muster", "country", "DE",
            "jobTitle", "Geschäftsführerin", "phone", "+49 30 1234567");

    private LeadFixture given;
    @Autowired
    private Scores scores;
    @Autowired
    private ScoreData data;
    @Autowired
    private LeadRegister register;
    @Autowired
    private Leads leads;
    @Autowired
    private Facts facts;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Clock clock;
    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @Test
    void explainsEveryPoint() {
        long lead = given.confirmedLead();

        given.happens(lead, "LinkClicked", "aida-action#demo");

        assertThat(engagement(lead)).extracting(Point::rule, Point::points).containsExactlyInAnyOrder(
                tuple("LinkFollowed", 8.0), tuple("OfferFollowed", 12.0));
        assertThat(engagement(lead)).allSatisfy(point -> {
            assertThat(point.reason()).endsWith(".");
            assertThat(point.input()).contains("LinkClicked");
            assertThat(point.tableVersion()).isPositive();
            assertThat(point.occurredAt()).isBeforeOrEqualTo(clock.instant());
        });
    }

    @Test
    void isTheSumOfItsPoints() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        happenedAgo(lead, "FormSubmitted", "callback", Duration.ofDays(60));
        happenedAgo(lead, "MailFailed", "aida-desire", Duration.ofDays(17));

        Score score = scores.explain(lead);

        assertThat(score.points()).hasSizeGreaterThan(6);
        assertThat(score.fit() + score.engagement()).isEqualTo(score.points().stream().mapToDouble(Point::pointsNow).sum(), within(1e-9));
        assertThat(score.engagement()).isEqualTo(17.5 - 10 * Math.pow(0.5, 17 / 90.0), within(0.01));
    }

    @Test
    void keepsTheTotalsBesideTheLead() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        given.happens(lead, "MailOpened", "aida-attention");

        Score score = scores.explain(lead);

        assertThat(jdbc.sql("SELECT fit, engagement FROM lead_score WHERE lead_id = ? AND line = ''").param(lead).query().singleRow())
                .satisfies(row -> {
                    assertThat(((Number) row.get("fit")).doubleValue()).isEqualTo(score.fit(), within(0.01));
                    assertThat(((Number) row.get("engagement")).doubleValue()).isEqualTo(score.engagement(), within(0.01));
                });
    }

    @Test
    void waitsForConfirmationAndThenCountsAllThatWasBefore() {
        long lead = given.lead();
        given.happens(lead, "FormSubmitted", "whitepaper");
        assertThat(scores.explain(lead).points()).isEmpty();

        given.confirmed(lead);

        assertThat(engagement(lead)).extracting(Point::rule).containsExactly("WhitepaperWished");
        assertThat(scores.explain(lead).fit()).isPositive();
    }

    @Test
    void countsAFactOnce() {
        long lead = given.confirmedLead();
        Happened click = new Happened(lead, "LinkClicked", "aida-desire#guide");

        transaction.executeWithoutResult(status -> facts.record(click));
        transaction.executeWithoutResult(status -> facts.record(click));
        transaction.executeWithoutResult(status -> scores.scoreAll(lead));

        assertThat(engagement(lead)).hasSize(1);
    }

    @Test
    void judgesAnewWhatTheLeadIsWhenMoreIsTold() {
        long lead = given.confirmedLead();
        double before = scores.explain(lead).fit();

        transaction.executeWithoutResult(status -> register.tell(leads.get(lead), Profile.of(DIRECTOR)));

        assertThat(scores.explain(lead).fit()).isGreaterThan(before);
        assertThat(scores.explain(lead).points()).extracting(Point::rule).contains("DecisionMaker", "PhoneGiven").doesNotHaveDuplicates();
    }

    @Test
    void qualifiesWhoCrossesTheLine() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        assertThat(given.stage(lead)).isEqualTo(Stage.SUBSCRIBER);

        given.happens(lead, "FormSubmitted", "callback");
        assertThat(given.stage(lead)).isEqualTo(Stage.SUBSCRIBER);
        given.happens(lead, "ContentDownloaded", "whitepaper.pdf");

        assertThat(given.stage(lead)).isEqualTo(Stage.MQL);
        assertThat(kinds(lead)).containsOnlyOnce("LeadQualified");
    }

    @Test
    void qualifiesALeadThatCameBackOnlyByWhatItDidSinceAndOverAHigherBar() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        happenedAgo(lead, "FormSubmitted", "callback", Duration.ofDays(2));
        happenedAgo(lead, "ContentDownloaded", "whitepaper.pdf", Duration.ofDays(2));
        given.change(lead, changed -> changed.recycle(clock.instant(), 0));
        happenedAgo(lead, "LeadRecycled", "no-budget", Duration.ofHours(1));

        given.happens(lead, "MailOpened", "aida-attention");
        given.happens(lead, "FormSubmitted", "contact");
        given.happens(lead, "ContentDownloaded", "guide.pdf");
        given.happens(lead, "LinkClicked", "aida-action#demo");
        assertThat(given.stage(lead)).isEqualTo(Stage.LEAD);
        given.happens(lead, "CallRecorded", "reached");

        assertThat(given.stage(lead)).isEqualTo(Stage.MQL);
        assertThat(kinds(lead).stream().filter("LeadQualified"::equals)).hasSize(2);
    }

    @Test
    void isStoredAsTheFactsGiveIt() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        Random random = new Random(4);
        List<String[]> deeds = List.of(new String[] {"MailOpened", "aida-desire"}, new String[] {"SiteVisited", "/pricing"},
                new String[] {"LinkClicked", "aida-action#demo"}, new String[] {"MailFailed", "aida-desire"}, new String[] {"MailSent", "aida-desire"});

        for (int i = 0; i < 200; i++) {
            String[] deed = deeds.get(random.nextInt(deeds.size()));
            // Mostly in their order, some a little late, some very late.
            int late = random.nextInt(20);
            happenedAgo(lead, deed[0], deed[1], Duration.ofHours(400 - 2 * i + (late == 0 ? 300 : late == 1 ? 20 : 0)));
            if (i % 10 == 0) {
                Score truth = scores.explain(lead);
                Score stored = scores.total(lead);
                assertThat(stored.engagement()).isEqualTo(truth.engagement(), within(1e-3));
                assertThat(stored.cell()).isEqualTo(truth.cell());
            }
        }

        assertThat(jdbc.sql("SELECT base FROM lead_score WHERE lead_id = ? AND line = ''").param(lead).query(String.class).single()).isNotNull();
    }

    @Test
    void isKnownForAnyMomentOfThePast() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));
        happenedAgo(lead, "FormSubmitted", "callback", Duration.ofDays(60));
        happenedAgo(lead, "FormSubmitted", "contact", Duration.ofDays(1));

        assertThat(scores.explain(lead, clock.instant().minus(Duration.ofDays(61))).engagement()).isZero();
        assertThat(scores.explain(lead, clock.instant().minus(Duration.ofDays(60)).plusSeconds(60)).engagement()).isEqualTo(35, within(0.1));
        assertThat(scores.explain(lead, clock.instant().minus(Duration.ofDays(2))).engagement()).isBetween(17.5, 18.5);
    }

    @Test
    void addsUpThePeopleOfACompany() {
        String domain = UUID.randomUUID() + ".example";
        List<Long> people = Stream.of("ann", "bob", "cem").map(name -> given.confirmed(given.leadAt(name + "@" + domain))).toList();
        given.happens(people.get(0), "FormSubmitted", "contact");
        given.happens(people.get(1), "FormSubmitted", "callback");
        given.happens(people.get(1), "ContentDownloaded", "guide.pdf");

        Account account = scores.account(people.get(2)).orElseThrow();

        assertThat(account.people()).isEqualTo(3);
        assertThat(account.interested()).isEqualTo(1);
        assertThat(account.points()).isEqualTo(50 + 20 * 0.5, within(0.1));
        assertThat(account.grade()).isEqualTo(scores.total(people.get(0)).grade());
    }

    @Test
    void measuresTheInterestInEachProductLine() {
        long lead = given.confirmed(given.lead(Kind.B2B, DIRECTOR));

        given.happens(lead, "FormSubmitted", "training");
        given.happens(lead, "ContentDownloaded", "training-plan.pdf");

        assertThat(scores.explain(lead).lines()).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo("training");
            assertThat(line.engagement()).isEqualTo(60, within(0.01));
            assertThat(line.heat()).isEqualTo(3);
        });
        assertThat(scores.explain(lead).heat()).isEqualTo(4);
        assertThat(given.stage(lead)).isEqualTo(Stage.MQL);
        assertThat(facts.of(lead, 1)).extracting(Fact::kind, Fact::subject).containsExactly(tuple("LeadQualified", "training"));
        assertThat(jdbc.sql("SELECT line, heat FROM lead_score WHERE lead_id = ? ORDER BY line").param(lead).query((row, n) -> row.getString(1) + row.getInt(2))
                .list()).containsExactly("4", "training3");
    }

    @Test
    void losesNothingWhenTwoThingsHappenAtOnce() throws Exception {
        long lead = given.confirmed(given.lead(Kind.B2C, Map.of()));
        int threads = 6;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int each = i;
                all.add(pool.submit(() -> {
                    together.await();
                    for (int n = 0; n < 5; n++) {
                        given.happens(lead, "CallRecorded", "reached");
                        given.happens(lead, "MailFailed", "mail-" + each);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(facts.of(lead, 200).stream().filter(fact -> fact.kind().equals("CallRecorded"))).hasSize(30);
        assertThat(scores.total(lead).engagement()).isEqualTo(scores.explain(lead).engagement(), within(1e-3)).isPositive();
    }

    @Test
    void readsNoMoreFactsHoweverManyThereAre() {
        long lead = given.confirmedLead();
        for (int i = 0; i < 300; i++) {
            given.happens(lead, "SiteVisited", "/page-" + i);
        }

        assertThat(jdbc.sql("""
                        SELECT COUNT(*) FROM fact f JOIN lead_score s USING (lead_id)
                        WHERE f.lead_id = ? AND s.line = '' AND f.kind = 'SiteVisited' AND f.occurred_at > s.base_at""").param(lead).query(Long.class).single()).isLessThanOrEqualTo(65);
    }

    @Test
    void remembersWhenTheLeadLastDidSomething() {
        long lead = given.confirmedLead();
        Instant longAgo = clock.instant().minus(Duration.ofDays(100));
        given.sql("UPDATE leads SET last_active_at = ? WHERE id = ?", longAgo, lead);

        given.happens(lead, "MailSent", "aida-attention");
        assertThat(leads.get(lead).lastActiveAt()).isBefore(longAgo.plusSeconds(1));
        given.happens(lead, "SiteVisited", "/blog");

        assertThat(leads.get(lead).lastActiveAt()).isAfter(longAgo.plusSeconds(1));
    }

    @Test
    void forgetsAllOfAnErasedLead() {
        long lead = given.confirmedLead();
        given.happens(lead, "MailOpened", "aida-attention");
        assertThat(data.disclose(lead)).isNotEmpty();

        transaction.executeWithoutResult(status -> data.erase(lead));

        assertThat(data.disclose(lead)).isEmpty();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM lead_score WHERE lead_id = ?").param(lead).query(Long.class).single()).isZero();
    }

    private List<Point> engagement(long lead) {
        return scores.explain(lead).points().stream().filter(point -> point.model().equals("ENGAGEMENT")).toList();
    }

    private List<String> kinds(long lead) {
        return facts.of(lead, 100).stream().map(Fact::kind).toList();
    }

    private void happenedAgo(long lead, String kind, String subject, Duration ago) {
        transaction.executeWithoutResult(status -> facts.record(new Happened(lead, kind, subject), clock.instant().minus(ago)));
    }
}
