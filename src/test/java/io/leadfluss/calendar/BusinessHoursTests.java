package io.leadfluss.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessHoursTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final BusinessHours hours = hours(
            new CalendarSettings(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0), "DE-BY"));

    @ParameterizedTest(name = "{2}: {0} + {1}")
    @CsvSource({
            "2026-11-23T10:00, PT4H,   2026-11-23T14:00, within a day",
            "2026-11-23T10:00, PT7H,   2026-11-23T17:00, just until closing",
            "2026-11-23T10:00, PT7H1M, 2026-11-24T09:01, over night",
            "2026-11-23T06:30, PT1H,   2026-11-23T10:00, before opening",
            "2026-11-23T20:00, PT1H,   2026-11-24T10:00, after closing",
            "2026-11-20T16:00, PT2H,   2026-11-23T10:00, over a weekend",
            "2026-11-21T12:00, PT4H,   2026-11-23T13:00, from a Saturday",
            "2026-11-21T12:00, PT0S,   2026-11-23T09:00, nothing is done at the next opening",
            "2026-11-23T09:00, PT40H,  2026-11-27T17:00, a whole week",
            "2026-12-24T16:00, PT2H,   2026-12-28T10:00, over Christmas",
            "2027-01-05T16:00, PT2H,   2027-01-07T10:00, over a holiday of the state",
            "2026-03-27T16:00, PT2H,   2026-03-30T10:00, over the change to summer time",
            "2026-10-23T16:00, PT2H,   2026-10-26T10:00, over the change to winter time"})
    void countsOnlyWorkingTime(LocalDateTime from, Duration working, LocalDateTime expected) {
        assertThat(hours.plus(from.atZone(BERLIN).toInstant(), working, BERLIN)).isEqualTo(expected.atZone(BERLIN).toInstant());
    }

    @Test
    void measuresByTheHolidaysOfTheRegion() {
        Instant monday = LocalDateTime.parse("2026-10-26T09:00").atZone(BERLIN).toInstant();

        // Austria's national day
        assertThat(hours.between(monday, monday.plus(Duration.ofHours(4)), BERLIN, "AT")).isZero();
        assertThat(hours.between(monday, monday.plus(Duration.ofHours(4)), BERLIN, "DE-BY")).hasHours(4);
    }

    @Test
    void countsRealTimeWhenTheClocksChangeWithinTheDay() {
        BusinessHours nights = hours(new CalendarSettings(Set.of(DayOfWeek.SUNDAY), LocalTime.MIDNIGHT, LocalTime.of(6, 0), "DE"));

        Instant end = nights.plus(Instant.parse("2026-03-28T23:00:00Z"), Duration.ofHours(4), BERLIN);

        assertThat(end).isEqualTo("2026-03-29T03:00:00Z");
    }

    @ParameterizedTest(name = "{3}: {0} to {1}")
    @CsvSource({
            "2026-11-23T10:00, 2026-11-23T14:00, PT4H,  within a day",
            "2026-11-23T16:00, 2026-11-24T10:00, PT2H,  over night",
            "2026-11-23T06:00, 2026-11-23T22:00, PT8H,  a whole day",
            "2026-11-21T10:00, 2026-11-22T10:00, PT0S,  a weekend",
            "2026-11-23T18:00, 2026-11-23T22:00, PT0S,  an evening",
            "2026-12-24T16:00, 2026-12-28T10:00, PT2H,  over Christmas",
            "2026-03-27T16:00, 2026-03-30T10:00, PT2H,  over the change to summer time",
            "2026-11-23T14:00, 2026-11-23T10:00, PT0S,  backwards"})
    void measuresOnlyWorkingTime(LocalDateTime from, LocalDateTime to, Duration expected) {
        assertThat(hours.between(from.atZone(BERLIN).toInstant(), to.atZone(BERLIN).toInstant(), BERLIN, null)).isEqualTo(expected);
    }

    @Test
    void followsTheGivenZone() {
        Instant noonInBerlin = Instant.parse("2026-11-23T11:00:00Z");

        assertThat(hours.plus(noonInBerlin, Duration.ofHours(1), ZoneId.of("America/New_York"))).isEqualTo("2026-11-23T15:00:00Z");
    }

    @Test
    void refusesToCountBackwards() {
        assertThatIllegalArgumentException().isThrownBy(() -> hours.plus(Instant.EPOCH, Duration.ofHours(-1), BERLIN));
    }

    @Test
    void refusesSettingsWithoutWorkingTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CalendarSettings(Set.of(), LocalTime.of(9, 0), LocalTime.of(17, 0), "DE"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CalendarSettings(Set.of(DayOfWeek.MONDAY), LocalTime.of(17, 0), LocalTime.of(9, 0), "DE"));
    }

    private static BusinessHours hours(CalendarSettings settings) {
        return new BusinessHours(settings, new Holidays(settings));
    }
}
