package io.leadfluss.mail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.calendar.SendWindow;
import io.leadfluss.mail.policy.Agenda.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a lead may get the next mail. */
class AgendaTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** A Wednesday. */
    private static final Instant NOON = at("2026-11-25T12:00");
    private static final SendWindow OFFICE = SendWindow.parse("Mo-Fr 08:00-18:00");

    @Test
    void letsGoWhatNothingKeeps() {
        assertThat(agenda().judge(normal(limits(1, 1, 1, 24)), NOON)).isEmpty();
        assertThat(agenda("2026-11-25T11:00", "2026-11-25T11:30").judge(normal(Limits.NONE), NOON)).isEmpty();
    }

    @Test
    void capsEachDayOfTheLeadsOwnCalendar() {
        Limits two = limits(2, null, null, 0);

        assertThat(agenda("2026-11-25T00:00").judge(normal(two), NOON)).isEmpty();
        assertHeld(agenda("2026-11-24T23:59", "2026-11-25T00:00", "2026-11-25T11:00").judge(normal(two), NOON), "2026-11-26T00:00", "held.day|2|why");
        assertThat(agenda("2026-11-24T10:00", "2026-11-24T23:59").judge(normal(two), NOON)).isEmpty();
    }

    @Test
    void capsSevenDays() {
        Limits three = limits(null, 3, null, 0);

        assertHeld(agenda("2026-11-19T09:00", "2026-11-21T09:00", "2026-11-25T09:00").judge(normal(three), NOON), "2026-11-26T00:00", "held.week|3|why");
        assertThat(agenda("2026-11-18T23:00", "2026-11-21T09:00", "2026-11-25T09:00").judge(normal(three), NOON)).isEmpty();
        assertHeld(agenda("2026-11-19T09:00", "2026-11-20T09:00", "2026-11-21T09:00", "2026-11-25T09:00").judge(normal(three), NOON),
                "2026-11-27T00:00", "held.week|3|why");
    }

    @Test
    void capsThirtyDays() {
        assertHeld(agenda("2026-10-27T09:00").judge(normal(limits(null, null, 1, 0)), NOON), "2026-11-26T00:00", "held.month|1|why");
        assertThat(agenda("2026-10-26T09:00").judge(normal(limits(null, null, 1, 0)), NOON)).isEmpty();
    }

    @Test
    void keepsTheLeastGap() {
        assertHeld(agenda("2026-11-25T09:00").judge(normal(limits(null, null, null, 4)), NOON), "2026-11-25T13:00", "held.gap|4|why");
        assertThat(agenda("2026-11-25T08:00").judge(normal(limits(null, null, null, 4)), NOON)).isEmpty();
    }

    @Test
    void keepsTheGapInRealHoursWhenTheClocksChange() {
        assertHeld(agenda("2026-10-24T20:00").judge(normal(limits(null, null, null, 12)), at("2026-10-24T21:00")), "2026-10-25T07:00", "held.gap|12|why");
    }

    @Test
    void limitOfNoneAtAllHoldsForLong() {
        assertThat(agenda().judge(normal(limits(0, null, null, 0)), NOON)).hasValueSatisfying(hold ->
                assertThat(hold.until()).isAfter(NOON.plus(Duration.ofDays(365))));
    }

    @Test
    void findsAMomentThatPleasesLimitAndWindow() {
        Wish mail = new Wish("news", 2, OFFICE, OptionalInt.empty(), limits(1, null, null, 0));

        assertHeld(agenda("2026-11-27T09:00").judge(mail, at("2026-11-27T10:00")), "2026-11-30T08:00", "held.window|Mo-Fr 08:00-18:00|");
        assertHeld(agenda("2026-11-25T09:00").judge(mail, NOON), "2026-11-26T08:00", "held.day|1|why");
    }

    @Test
    void keepsThePlaceOfOneThatGoesFirst() {
        Agenda agenda = agenda("2026-11-25T09:00");
        agenda.reserve(wish("offer", 1, limits(2, null, null, 0)), at("2026-11-25T18:00"));

        assertHeld(agenda.judge(normal(limits(2, null, null, 0)), NOON), "2026-11-26T00:00", "held.day|2|why", "held.reserved|offer|");
    }

    @Test
    void keepsTheGapBeforeOneThatGoesFirst() {
        Agenda agenda = agenda();
        agenda.reserve(wish("offer", 1, limits(null, null, null, 4)), at("2026-11-25T14:00"));

        assertHeld(agenda.judge(normal(limits(null, null, null, 4)), NOON), "2026-11-25T18:00", "held.gap|4|why");
        assertThat(agenda.judge(normal(limits(null, null, null, 4)), at("2026-11-25T10:00"))).isEmpty();
    }

    @Test
    void keepsNoPlaceForEqualsOrForWhatHasRoomAnyway() {
        Agenda agenda = agenda("2026-11-25T09:00");
        agenda.reserve(normal(limits(2, null, null, 0)), at("2026-11-25T18:00"));
        assertThat(agenda.judge(normal(limits(2, null, null, 0)), NOON)).isEmpty();

        Agenda roomy = agenda("2026-11-25T09:00");
        roomy.reserve(wish("offer", 1, limits(3, null, null, 0)), at("2026-11-25T18:00"));
        assertThat(roomy.judge(normal(limits(2, null, null, 0)), NOON)).isEmpty();
    }

    @Test
    void waitsForTheBestHourWithinTheWindow() {
        Wish mail = new Wish("news", 2, OFFICE, OptionalInt.of(9), Limits.NONE);

        assertHeld(agenda().judge(mail, NOON), "2026-11-26T09:00", "held.best-hour|9|");
        assertThat(agenda().judge(mail, at("2026-11-26T09:40"))).isEmpty();
    }

    @Test
    void forgetsABestHourOutsideTheWindow() {
        assertThat(agenda().judge(new Wish("news", 2, OFFICE, OptionalInt.of(22), Limits.NONE), NOON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"})
    void neverGoesOverALimitWhateverWasSentBefore(String zone) {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            Limits limits = limits(random.nextInt(1, 3), random.nextInt(1, 6), random.nextInt(4, 12), random.nextInt(0, 30));
            Wish mail = new Wish("news", 2, random.nextBoolean() ? OFFICE : SendWindow.parse("22:00-06:00; Su off"), OptionalInt.empty(), limits);
            List<Instant> sent = new ArrayList<>(random.ints(random.nextInt(0, 15), 1, 40 * 24 * 60).mapToObj(ago -> NOON.minusSeconds(60L * ago)).toList());

            Instant goes = new Agenda(ZoneId.of(zone), day -> false, sent).judge(mail, NOON).map(Hold::until).orElse(NOON);

            LocalDate day = LocalDate.ofInstant(goes, ZoneId.of(zone));
            assertThat(mail.window().isOpen(goes, ZoneId.of(zone), date -> false)).isTrue();
            assertThat(sent).noneMatch(earlier -> earlier.plus(limits.gap()).isAfter(goes));
            assertThat(count(sent, day, 1, zone)).isLessThan(limits.perDay());
            assertThat(count(sent, day, 7, zone)).isLessThan(limits.perWeek());
            assertThat(count(sent, day, 30, zone)).isLessThan(limits.perMonth());
        }
    }

    private static long count(List<Instant> sent, LocalDate today, int days, String zone) {
        return sent.stream().map(at -> LocalDate.ofInstant(at, ZoneId.of(zone))).filter(day -> day.isAfter(today.minusDays(days))).count();
    }

    private static void assertHeld(Optional<Hold> hold, String until, String... reasons) {
        assertThat(hold).isPresent();
        assertThat(hold.get().until()).isEqualTo(at(until));
        assertThat(hold.get().reason()).isIn((Object[]) reasons);
    }

    private static Agenda agenda(String... taken) {
        return new Agenda(BERLIN, day -> false, Stream.of(taken).map(AgendaTests::at).toList());
    }

    private static Wish normal(Limits limits) {
        return wish("news", 2, limits);
    }

    private static Wish wish(String mailing, int lane, Limits limits) {
        return new Wish(mailing, lane, SendWindow.ALWAYS, OptionalInt.empty(), limits);
    }

    private static Limits limits(Integer day, Integer week, Integer month, int gap) {
        return new Limits(day, week, month, Duration.ofHours(gap), "why");
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
