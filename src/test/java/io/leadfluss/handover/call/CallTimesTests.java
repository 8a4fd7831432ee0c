package io.leadfluss.handover.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.calendar.BusinessHours.Stretch;
import io.leadfluss.handover.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Business hours are 9 to 17 from Monday to Friday, not on German holidays. */
@JourneyTest
class CallTimesTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Place HOME = new Place(BERLIN, null);

    @Autowired
    private CallTimes times;

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // now, day, part, from, until
        "2026-11-23T09:30:00Z, -, morning, 2026-11-23T09:30:00Z, 2026-11-23T11:00:00Z",
        "2026-11-23T10:50:00Z, -, morning, 2026-11-24T08:00:00Z, 2026-11-24T11:00:00Z",
        "2026-11-23T09:30:00Z, -, afternoon, 2026-11-23T13:00:00Z, 2026-11-23T16:00:00Z",
        "2026-11-27T16:30:00Z, -, noon, 2026-11-30T11:00:00Z, 2026-11-30T13:00:00Z",
        "2026-11-23T09:30:00Z, 2026-11-25, soon, 2026-11-25T08:00:00Z, 2026-11-25T16:00:00Z",
        "2026-11-23T09:30:00Z, 2026-11-28, noon, 2026-11-30T11:00:00Z, 2026-11-30T13:00:00Z",
        "2026-11-23T09:30:00Z, 2026-11-01, morning, 2026-11-23T09:30:00Z, 2026-11-23T11:00:00Z",
        // Christmas
        "2026-12-24T17:00:00Z, -, morning, 2026-12-28T08:00:00Z, 2026-12-28T11:00:00Z",
        // the clocks go forward on Sunday, 2027-03-28
        "2027-03-26T17:00:00Z, 2027-03-30, morning, 2027-03-30T07:00:00Z, 2027-03-30T10:00:00Z"})
    void suitsLeadAndRep(Instant now, LocalDate day, String part, Instant from, Instant until) {
        assertThat(times.first(now, CallWish.of(day == null ? null : day.toString(), part), BERLIN, HOME)).isEqualTo(new Stretch(from, until));
    }

    @Test
    void meetsWhereTheirDaysOverlap() {
        Stretch stretch = times.first(Instant.parse("2026-11-23T01:00:00Z"), CallWish.of(null, "morning"), ZoneId.of("America/New_York"), HOME);

        assertThat(stretch).as("nine in New York is three in Berlin")
                .isEqualTo(new Stretch(Instant.parse("2026-11-23T14:00:00Z"), Instant.parse("2026-11-23T16:00:00Z")));
    }

    @Test
    void knowsTheHolidaysOfTheRep() {
        Stretch stretch = times.first(Instant.parse("2027-01-05T17:00:00Z"), CallWish.of(null, "morning"), BERLIN, new Place(BERLIN, "DE-BY"));

        assertThat(stretch.from()).as("after Epiphany").isEqualTo(Instant.parse("2027-01-07T08:00:00Z"));
    }

    @Test
    void fallsBackToTheRepWhereTheyNeverMeet() {
        Stretch stretch = times.first(Instant.parse("2026-11-23T18:00:00Z"), CallWish.of(null, "afternoon"), ZoneId.of("America/Los_Angeles"), HOME);

        assertThat(stretch.from()).isEqualTo(Instant.parse("2026-11-24T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-, -", "tomorrow, evening", "2026-02-30, ''"})
    void takesNonsenseForNoWish(String day, String part) {
        assertThat(CallWish.of(day, part)).isEqualTo(CallWish.SOON);
    }
}
