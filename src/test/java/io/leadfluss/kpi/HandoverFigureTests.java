package io.leadfluss.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.kpi.HandoverFigure.Sight;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HandoverFigureTests {

    private static final Instant DEADLINE = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant IN_TIME = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant LATE = Instant.parse("2026-03-10T12:00:01Z");

    private final HandoverFigure open = HandoverFigure.handedOver("team", "anna", DEADLINE);

    @Test
    void staysOpenWhileNothingHappens() {
        assertThat(open.seen(sight("OPEN", "anna", false, 0, LATE))).isEqualTo(open);
    }

    @Test
    void keepsTheDeadlineByAccepting() {
        HandoverFigure figure = open.seen(sight("ACCEPTED", "anna", true, 0, IN_TIME));

        assertThat(figure.answerKept()).isTrue();
        assertThat(figure.accepted()).isTrue();
        assertThat(figure.decidedOn()).isEqualTo("2026-03-10");
        assertThat(figure.touchedOn()).isEqualTo("2026-03-10");
        assertThat(figure.waited()).isEqualTo(90);
        assertThat(figure.overOn()).isNull();
    }

    @Test
    void missesTheDeadlineByAcceptingLate() {
        assertThat(open.seen(sight("ACCEPTED", "anna", true, 0, LATE)).answerKept()).isFalse();
    }

    @Test
    void countsARefusalAsAnswerAndDecisionButNotAsTouch() {
        HandoverFigure figure = open.seen(new Sight("team", "anna", "REJECTED", "no-need", false, false, 0, 90, IN_TIME, LocalDate.of(2026, 3, 10)));

        assertThat(figure.answerKept()).isTrue();
        assertThat(figure.accepted()).isFalse();
        assertThat(figure.refusedOn()).isEqualTo("2026-03-10");
        assertThat(figure.reason()).isEqualTo("no-need");
        assertThat(figure.touchedOn()).isNull();
        assertThat(figure.waited()).isEqualTo(90);
    }

    @Test
    void keepsTheFirstDecisionWhenTheLeadIsGivenBackLater() {
        HandoverFigure accepted = open.seen(sight("ACCEPTED", "anna", true, 0, IN_TIME));

        HandoverFigure figure = accepted.seen(new Sight("team", "anna", "REJECTED", "no-budget", true, false, 1, 500, LATE, LocalDate.of(2026, 3, 14)));

        assertThat(figure.accepted()).isTrue();
        assertThat(figure.decidedOn()).isEqualTo("2026-03-10");
        assertThat(figure.refusedOn()).isEqualTo("2026-03-14");
        assertThat(figure.waited()).isEqualTo(90);
    }

    @Test
    void isTouchedByACall() {
        HandoverFigure figure = open.seen(sight("ACCEPTED", "anna", true, 1, IN_TIME));

        assertThat(figure.touchedOn()).isEqualTo("2026-03-10");
        assertThat(figure.answerKept()).isTrue();
    }

    @Test
    void answersByAskingMarketingBack() {
        HandoverFigure figure = open.seen(new Sight("team", "anna", "OPEN", null, false, true, 0, 90, IN_TIME, LocalDate.of(2026, 3, 10)));

        assertThat(figure.answerKept()).isTrue();
        assertThat(figure.decidedOn()).isNull();
        assertThat(figure.waited()).isNull();
    }

    @Test
    void movesWithItsLeadOutOfThePool() {
        HandoverFigure pooled = HandoverFigure.handedOver("pool", "", DEADLINE);

        HandoverFigure figure = pooled.seen(sight("OPEN", "anna", false, 0, IN_TIME));

        assertThat(figure.team()).isEqualTo("team");
        assertThat(figure.rep()).isEqualTo("anna");
        assertThat(figure.firstRep()).isEmpty();
    }

    @Test
    void acceptsByQualifyingAtOnce() {
        HandoverFigure figure = open.seen(sight("QUALIFIED", "anna", false, 0, IN_TIME));

        assertThat(figure.accepted()).isTrue();
        assertThat(figure.qualifiedOn()).isEqualTo("2026-03-10");
        assertThat(figure.overOn()).isEqualTo("2026-03-10");
    }

    @Test
    void countsNothingAgainstARepWhenTheLeadGoesBeforeTheDeadline() {
        HandoverFigure figure = open.seen(sight("DONE", "anna", false, 0, IN_TIME));

        assertThat(figure.answerKept()).isNull();
        assertThat(figure.accepted()).isNull();
        assertThat(figure.touchedOn()).isNull();
        assertThat(figure.overOn()).isNotNull();
    }

    @Test
    void hasMissedTheDeadlineWhenTheLeadGoesAfterIt() {
        assertThat(open.seen(sight("RECYCLED", "anna", false, 0, LATE)).answerKept()).isFalse();
    }

    @Test
    void leavesTheDeadlineWithTheRepWhoGotTheLeadFirst() {
        HandoverFigure figure = open.seen(sight("OPEN", "berta", false, 0, LATE)).seen(sight("ACCEPTED", "berta", true, 0, LATE));

        assertThat(figure.firstRep()).isEqualTo("anna");
        assertThat(figure.rep()).isEqualTo("berta");
        assertThat(figure.answerKept()).isFalse();
    }

    @Test
    void changesNothingWhenTheSameIsSeenAgain() {
        HandoverFigure once = open.seen(sight("QUALIFIED", "anna", true, 2, IN_TIME));

        assertThat(once.seen(sight("QUALIFIED", "anna", true, 2, LATE))).isEqualTo(once);
    }

    private static Sight sight(String state, String rep, boolean taken, int calls, Instant at) {
        return new Sight("team", rep, state, null, taken, false, calls, 90, at, LocalDate.ofInstant(at, ZoneOffset.UTC));
    }
}
