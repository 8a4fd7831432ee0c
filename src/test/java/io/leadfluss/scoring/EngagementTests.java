package io.leadfluss.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadfluss.journey.table.FileTables;
import io.leadfluss.lead.Fact;
import io.leadfluss.scoring.Engagement.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for all leads whatever they do; lives are made up at random, each from a seed that a failure names. */
class EngagementTests {

    private static final EngagementModel MODEL = EngagementModel.all(new FileTables()).get(0);
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final List<String[]> DEEDS = List.of(new String[] {"FormSubmitted", "callback"}, new String[] {"FormSubmitted", "contact"},
            new String[] {"FormSubmitted", "whitepaper"}, new String[] {"ContentDownloaded", "guide.pdf"}, new String[] {"MailOpened", "aida-desire"},
            new String[] {"LinkClicked", "aida-action#demo"}, new String[] {"LinkClicked", "aida-desire#guide"}, new String[] {"SiteVisited", "/blog"},
            new String[] {"SiteVisited", "/pricing"}, new String[] {"SiteVisited", "/jobs"}, new String[] {"CallRecorded", "reached"},
            new String[] {"LeadRejected", "no-budget"}, new String[] {"MailFailed", "aida-desire"}, new String[] {"LeadUnsubscribed", "newsletter"},
            new String[] {"LeadSilent", "2026-01-01"}, new String[] {"LeadRecycled", "no-budget"}, new String[] {"MailSent", "aida-desire"});

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void doesNotDependOnTheOrderInWhichFactsBecomeKnown(long seed) {
        List<Fact> life = life(seed);
        List<Fact> shuffled = new ArrayList<>(life);
        Collections.shuffle(shuffled, new Random(seed));
        Instant at = someTime(seed);

        Engagement one = Engagement.of(life, MODEL, at);
        Engagement other = Engagement.of(shuffled, MODEL, at);

        assertThat(other.points()).isEqualTo(one.points());
        assertThat(other.fresh()).isEqualTo(one.fresh());
        assertThat(other.heat()).isEqualTo(one.heat());
        assertThat(other.coolsAt()).isEqualTo(one.coolsAt());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goesOnFromAnyPointAsIfItHadCountedAll(long seed) {
        List<Fact> life = life(seed).stream().sorted(Engagement.ORDER).toList();
        int cut = new Random(seed).nextInt(life.size() + 1);
        Fold first = new Fold(MODEL);
        life.subList(0, cut).forEach(first::add);

        Fold second = Fold.takeUp(MODEL, first.keep());
        life.subList(cut, life.size()).forEach(second::add);
        Fold all = new Fold(MODEL);
        life.forEach(all::add);

        assertThat(second.at(someTime(seed))).isEqualTo(all.at(someTime(seed)));
        assertThat(second.keep()).isEqualTo(all.keep());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheSumOfWhatWasGiven(long seed) {
        Engagement engagement = Engagement.of(life(seed), MODEL, someTime(seed));

        assertThat(engagement.points()).isEqualTo(Math.min(MODEL.cap(), engagement.given().stream().mapToDouble(Given::pointsNow).sum()), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fadesAsItWasForetold(long seed) {
        List<Fact> life = life(seed);
        Fold fold = new Fold(MODEL);
        life.stream().sorted(Engagement.ORDER).forEach(fold::add);
        Instant last = life.stream().map(Fact::occurredAt).max(Instant::compareTo).orElseThrow();
        Fading fading = Fading.parse(fold.fading(last).print(), last);

        for (int days : new int[] {0, 1, 17, 400}) {
            Instant later = last.plus(Duration.ofDays(days));
            assertThat(fading.at(later)).isEqualTo(Engagement.of(life, MODEL, later).points(), within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsWithinEveryLimit(long seed) {
        for (Fact fact : life(seed)) {
            Engagement then = Engagement.of(life(seed), MODEL, fact.occurredAt());
            assertThat(then.points()).isLessThanOrEqualTo(MODEL.cap());
            Map<String, Double> byRule = then.given().stream().collect(Collectors.groupingBy(given -> given.rule().rule(),
                    Collectors.summingDouble(Given::pointsNow)));
            then.given().forEach(given -> assertThat(Math.abs(byRule.get(given.rule().rule()))).isLessThanOrEqualTo(given.rule().number("cap") + 1e-6));
        }
        Map<String, Double> byRuleAndDay = Engagement.of(life(seed), MODEL, someTime(seed)).given().stream().collect(Collectors.groupingBy(
                given -> given.rule().rule() + given.fact().occurredAt().toString().substring(0, 10), Collectors.summingDouble(Given::points)));
        Engagement.of(life(seed), MODEL, someTime(seed)).given().forEach(given -> assertThat(
                Math.abs(byRuleAndDay.get(given.rule().rule() + given.fact().occurredAt().toString().substring(0, 10))))
                .isLessThanOrEqualTo(given.rule().number("capPerDay") + 1e-6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void coolsWhenItWasForetoldAndNotBefore(long seed) {
        List<Fact> life = life(seed);
        Instant last = life.stream().map(Fact::occurredAt).max(Instant::compareTo).orElseThrow();
        Engagement now = Engagement.of(life, MODEL, last);
        if (now.coolsAt() == null) {
            assertThat(Engagement.of(life, MODEL, last.plus(Duration.ofDays(3_000))).heat()).isEqualTo(now.heat());
            return;
        }

        assertThat(Engagement.of(life, MODEL, now.coolsAt().minusSeconds(1)).heat()).isEqualTo(now.heat());
        assertThat(Engagement.of(life, MODEL, now.coolsAt()).heat()).isGreaterThan(now.heat());
        assertThat(Engagement.of(life, MODEL, now.coolsAt()).heatSince()).isEqualTo(now.coolsAt());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverBecomesHotterByWaiting(long seed) {
        List<Fact> life = life(seed);
        Instant last = life.stream().map(Fact::occurredAt).max(Instant::compareTo).orElseThrow();
        int heat = 0;

        for (int day = 0; day < 400; day += 5) {
            int later = Engagement.of(life, MODEL, last.plus(Duration.ofDays(day))).heat();
            assertThat(later).isGreaterThanOrEqualTo(heat);
            heat = later;
        }
    }

    @Test
    void doesNotFlickerBetweenTwoDegrees() {
        List<Fact> life = new ArrayList<>(List.of(fact("FormSubmitted", "callback", START), fact("FormSubmitted", "whitepaper", START.plusSeconds(60))));
        List<Boolean> above = new ArrayList<>();
        List<Integer> heats = new ArrayList<>();
        for (int day = 0; day < 80; day++) {
            if (day % 8 == 0) {
                life.add(fact("MailOpened", "aida-desire", START.plus(Duration.ofDays(day))));
            }
            Engagement engagement = Engagement.of(life, MODEL, START.plus(Duration.ofDays(day)).plusSeconds(120));
            above.add(engagement.points() >= 45);
            heats.add(engagement.heat());
        }

        assertThat(changes(above)).isGreaterThan(2);
        assertThat(heats.get(0)).isEqualTo(3);
        assertThat(heats.get(79)).isEqualTo(4);
        assertThat(changes(heats)).isEqualTo(1);
    }

    private static long changes(List<?> days) {
        return IntStream.range(1, days.size()).filter(day -> !days.get(day).equals(days.get(day - 1))).count();
    }

    @Test
    void countsAnewWhatHappensAfterSalesGaveTheLeadBack() {
        List<Fact> life = List.of(fact("FormSubmitted", "callback", START), fact("LeadRecycled", "no-budget", START.plus(Duration.ofDays(2))),
                fact("FormSubmitted", "contact", START.plus(Duration.ofDays(3))));

        Engagement before = Engagement.of(life, MODEL, START.plus(Duration.ofDays(1)));
        Engagement after = Engagement.of(life, MODEL, START.plus(Duration.ofDays(3)));

        assertThat(before.fresh()).isEqualTo(before.points());
        assertThat(before.returns()).isZero();
        assertThat(after.fresh()).isEqualTo(20, within(1e-9));
        assertThat(after.points()).isGreaterThan(50);
        assertThat(after.returns()).isEqualTo(1);
    }

    @Test
    void givesPointsForTheTenthVisit() {
        List<Fact> life = IntStream.range(0, 12).mapToObj(n -> fact("SiteVisited", "/page-" + n, START.plus(Duration.ofDays(n)))).toList();

        assertThat(Engagement.of(life, MODEL, START.plus(Duration.ofDays(20))).given().stream().filter(given -> given.rule().rule().equals("OftenHere")))
                .singleElement().satisfies(given -> {
                    assertThat(given.count()).isEqualTo(10);
                    assertThat(given.fact().subject()).isEqualTo("/page-9");
                });
    }

    @Test
    void measuresEachProductLineByItsOwnTable() {
        FileTables tables = new FileTables().with("lead-engagement-services", "lead-engagement", 7, "\"callback\" -> \"workshop\"");
        List<Fact> life = List.of(fact("FormSubmitted", "callback", START));

        List<EngagementModel> models = EngagementModel.all(tables);

        assertThat(models).extracting(EngagementModel::line).containsExactly("", "services", "training");
        assertThat(Engagement.of(life, models.get(0), START).points()).isEqualTo(35);
        assertThat(Engagement.of(life, models.get(1), START).points()).isEqualTo(8);
    }

    private static Instant someTime(long seed) {
        return START.plus(Duration.ofHours(2_000 + new Random(seed).nextInt(2_000)));
    }

    /** Up to a hundred things in up to eighty days, some at the same moment and some of them bad. */
    private static List<Fact> life(long seed) {
        Random random = new Random(seed);
        int hours = 1 + random.nextInt(1_900);
        List<Fact> life = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(100); i++) {
            String[] deed = DEEDS.get(random.nextInt(DEEDS.size()));
            life.add(new Fact(i, 1, deed[0], deed[1], START.plus(Duration.ofMinutes(random.nextInt(hours) * 60L + random.nextInt(3)))));
        }
        return life;
    }

    private static Fact fact(String kind, String subject, Instant at) {
        return new Fact(0, 1, kind, subject, at);
    }
}
