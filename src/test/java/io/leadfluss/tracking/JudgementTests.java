package io.leadfluss.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.tracking.Judgement.Neighbour;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Traces of people and of scanners, and what they are taken for. */
class JudgementTests {

    private static final Instant SENT = Instant.parse("2026-11-22T10:00:00Z");

    private final Judgement judgement = new Judgement(TrackingSettings.withQueue(1));

    @Test
    void aPersonWhoReadsAndClicksIsOne() {
        assertThat(signs(click(1, 95), open(60), click(1, 95))).isEmpty();
    }

    @Test
    void aPersonWhoOpensTwoLinksInTabsIsOne() {
        Set<Sign> signs = signs(click(1, 95), open(60), click(1, 95), click(2, 96));

        assertThat(signs).containsExactly(Sign.SEVERAL_LINKS);
        assertThat(Sign.showMachine(signs)).isFalse();
    }

    @Test
    void aPersonWhoWaitedForTheMailIsOne() {
        Set<Sign> signs = signs(click(1, 6), open(3), click(1, 6));

        assertThat(signs).containsExactly(Sign.SOON);
        assertThat(Sign.showMachine(signs)).isFalse();
    }

    @Test
    void aScannerThatOpensAllLinksOnDeliveryIsNone() {
        Trace[] trace = {open(1), click(1, 1), click(2, 2), click(3, 2)};

        assertThat(trace).allSatisfy(hit -> assertThat(Sign.showMachine(signs(hit, trace))).isTrue());
    }

    @Test
    void aScannerThatComesLaterIsKnownByTheTrap() {
        Trace[] trace = {click(1, 3600), trap(3601), click(2, 3601)};

        assertThat(signs(trace[0], trace)).containsExactlyInAnyOrder(Sign.TRAP, Sign.SEVERAL_LINKS);
        assertThat(trace).allSatisfy(hit -> assertThat(Sign.showMachine(signs(hit, trace))).isTrue());
    }

    @Test
    void aPersonWhoReadsLongAfterTheScannerIsOne() {
        assertThat(signs(click(1, 7200), click(1, 1), trap(1), click(2, 1), open(7100), click(1, 7200))).isEmpty();
    }

    @Test
    void aPersonWhoReadsMinutesAfterTheScannerIsOne() {
        Set<Sign> signs = signs(click(1, 200), click(1, 1), trap(1), click(2, 1), open(180), click(1, 200));

        assertThat(signs).containsExactly(Sign.TRAP);
        assertThat(Sign.showMachine(signs)).isFalse();
    }

    @Test
    void aPictureProxyThatLoadsEverythingOnDeliveryIsNoReader() {
        Trace open = new Trace(HitKind.OPEN, 9, false, SENT.plusSeconds(4), EnumSet.of(Sign.NAMELESS));

        assertThat(Sign.showMachine(signs(open, open))).isTrue();
    }

    @Test
    void aScannerThatRunsThePageBehindTheLinkIsNoVisitor() {
        Trace visit = new Trace(HitKind.VISIT, 0, false, SENT.plusSeconds(3), Set.of());

        assertThat(signs(visit, click(1, 1), trap(1))).containsExactlyInAnyOrder(Sign.SOON, Sign.TRAP);
    }

    @Test
    void aVisitRightAfterTheClickIsNoHaste() {
        Trace visit = new Trace(HitKind.VISIT, 0, false, SENT.plusSeconds(61), Set.of());

        assertThat(signs(visit, open(50), click(1, 60))).isEmpty();
    }

    @Test
    void aHitThatComesBeforeTheRelayHasAnsweredIsTooSoon() {
        assertThat(signs(click(1, -1), click(1, -1))).containsExactly(Sign.SOON);
    }

    @Test
    void nothingIsSaidOfTheTimeWhenItIsNotKnown() {
        Trace click = click(1, 1);

        assertThat(judgement.signs(click.hit(), false, List.of(click.neighbour()), null)).isEmpty();
    }

    @Test
    void aSuspiciousHitIsLookedAtAgainButNotForEver() {
        Hit hit = click(1, 5).hit();

        assertThat(judgement.isOpen(Set.of(), hit, SENT.plusSeconds(7))).isFalse();
        assertThat(judgement.isOpen(Set.of(Sign.SOON), hit, SENT.plusSeconds(7))).isTrue();
        assertThat(judgement.isOpen(Set.of(Sign.SOON, Sign.SEVERAL_LINKS), hit, SENT.plusSeconds(7))).isFalse();
        assertThat(judgement.isOpen(Set.of(Sign.SOON), hit, SENT.plusSeconds(40))).isFalse();
    }

    private Set<Sign> signs(Trace judged, Trace... trace) {
        return judgement.signs(judged.hit(), judged.trap(), Arrays.stream(trace).map(Trace::neighbour).toList(), SENT);
    }

    private static Trace open(int seconds) {
        return new Trace(HitKind.OPEN, 99, false, SENT.plusSeconds(seconds), Set.of());
    }

    private static Trace click(long link, int seconds) {
        return new Trace(HitKind.CLICK, link, false, SENT.plusSeconds(seconds), Set.of());
    }

    private static Trace trap(int seconds) {
        return new Trace(HitKind.CLICK, 66, true, SENT.plusSeconds(seconds), Set.of());
    }

    private record Trace(HitKind kind, long link, boolean trap, Instant at, Set<Sign> signs) {

        Hit hit() {
            return new Hit(kind, 1, 1, link, null, signs, at);
        }

        Neighbour neighbour() {
            return new Neighbour(kind, link, trap, at);
        }
    }
}
