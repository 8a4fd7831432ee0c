package io.leadfluss.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendWindowTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Predicate<LocalDate> NO_HOLIDAYS = day -> false;
    /** Christmas falls on Friday and Saturday in 2026. */
    private static final Predicate<LocalDate> CHRISTMAS = day -> day.getMonthValue() == 12 && (day.getDayOfMonth() == 25 || day.getDayOfMonth() == 26);

    @ParameterizedTest(name = "{0} at {1} opens {2}")
    @CsvSource(delimiter = '|', value = {
            // Monday is 2026-11-23
            "Mo-Fr 08:00-18:00            | 2026-11-23T08:00 | 2026-11-23T08:00",
            "Mo-Fr 08:00-18:00            | 2026-11-23T07:59 | 2026-11-23T08:00",
            "Mo-Fr 08:00-18:00            | 2026-11-23T17:59 | 2026-11-23T17:59",
            "Mo-Fr 08:00-18:00            | 2026-11-23T18:00 | 2026-11-24T08:00",
            "Mo-Fr 08:00-18:00            | 2026-11-27T18:00 | 2026-11-30T08:00",
            "mo-fr 8:00 – 18:00           | 2026-11-28T12:00 | 2026-11-30T08:00",
            "Mo, We, Fr 08:00-18:00       | 2026-11-24T12:00 | 2026-11-25T08:00",
            "Di,Do 08:00-18:00            | 2026-11-23T12:00 | 2026-11-24T08:00",
            "Sa-Mo 10:00-12:00            | 2026-11-24T12:00 | 2026-11-28T10:00",
            "08:00-12:00,14:00-18:00      | 2026-11-23T12:30 | 2026-11-23T14:00",
            "22:00-06:00                  | 2026-11-23T12:00 | 2026-11-23T22:00",
            "22:00-06:00                  | 2026-11-23T05:59 | 2026-11-23T05:59",
            "Mo-Fr 22:00-06:00            | 2026-11-28T03:00 | 2026-11-28T03:00",
            "Mo-Fr 22:00-06:00            | 2026-11-23T03:00 | 2026-11-23T22:00",
            "Mo-Fr 22:00-06:00; Sa off    | 2026-11-28T03:00 | 2026-11-30T22:00",
            "24/7                         | 2026-11-23T03:00 | 2026-11-23T03:00",
            "Mo                           | 2026-11-24T03:00 | 2026-11-30T00:00",
            "00:00-24:00; Mo off          | 2026-11-23T03:00 | 2026-11-24T00:00",
            "Mo-Fr 08:00-18:00; PH off    | 2026-12-24T18:00 | 2026-12-28T08:00",
            "Mo-Sa 08:00-18:00; PH 10:00-12:00 | 2026-12-25T09:00 | 2026-12-25T10:00",
            "22:00-06:00; PH off          | 2026-12-25T03:00 | 2026-12-27T22:00",
            "22:00-06:00; PH off          | 2026-12-24T23:30 | 2026-12-24T23:30",
            "Mar-Oct Mo-Fr 08:00-18:00    | 2026-11-23T12:00 | 2027-03-01T08:00",
            "Mo-Fr 08:00-18:00; Dec 24-Jan 06 off | 2026-12-24T12:00 | 2027-01-07T08:00",
            "Mo-Fr 08:00-18:00; 2026 Dec 24-2027 Jan 06 off | 2027-12-24T12:00 | 2027-12-24T12:00",
            "Nov-Feb 10:00-16:00; Mar-Oct 08:00-18:00 | 2027-02-28T17:00 | 2027-03-01T08:00",
            "Feb 29 08:00-18:00           | 2026-11-23T12:00 | 2028-02-29T08:00",
            "Dec 24-26 10:00-12:00        | 2026-11-23T12:00 | 2026-12-24T10:00"})
    void knowsWhenItOpensNext(String window, LocalDateTime from, LocalDateTime opens) {
        assertThat(SendWindow.parse(window).next(from.atZone(BERLIN).toInstant(), BERLIN, CHRISTMAS)).contains(opens.atZone(BERLIN).toInstant());
    }

    @ParameterizedTest(name = "{0} at {1} opens {2}")
    @CsvSource(delimiter = '|', value = {
            // On 2026-03-29 the clocks go from 02:00 to 03:00, on 2026-10-25 from 03:00 back to 02:00.
            "02:30-04:00 | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z",
            "02:15-02:45 | 2026-03-29T00:30:00Z | 2026-03-30T00:15:00Z",
            "02:15-02:45 | 2026-10-24T22:00:00Z | 2026-10-25T00:15:00Z",
            "02:15-02:45 | 2026-10-25T00:45:00Z | 2026-10-25T01:15:00Z",
            "02:15-02:45 | 2026-10-25T01:45:00Z | 2026-10-26T01:15:00Z",
            "01:00-02:30 | 2026-10-25T00:40:00Z | 2026-10-25T01:00:00Z",
            "09:00-17:00 | 2026-03-28T20:00:00Z | 2026-03-29T07:00:00Z",
            "09:00-17:00 | 2026-10-24T20:00:00Z | 2026-10-25T08:00:00Z",
            "22:00-06:00 | 2026-03-29T03:59:00Z | 2026-03-29T03:59:00Z",
            "22:00-06:00 | 2026-03-29T04:00:00Z | 2026-03-29T20:00:00Z",
            "22:00-06:00 | 2026-10-25T04:59:00Z | 2026-10-25T04:59:00Z"})
    void followsTheWallWhenTheClocksChange(String window, Instant from, Instant opens) {
        assertThat(SendWindow.parse(window).next(from, BERLIN, NO_HOLIDAYS)).contains(opens);
    }

    /** Slow and plain: what the wall shows in every minute. */
    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("changes")
    void neverOpensOutsideAndMissesNoMinute(ZoneId zone, Instant around, String text) {
        SendWindow window = SendWindow.parse(text);
        Random random = new Random(20261122);

        for (int i = 0; i < 8; i++) {
            Instant from = around.minusSeconds(60L * random.nextInt(60 * 60)).plusSeconds(random.nextInt(60));
            Instant next = window.next(from, zone, CHRISTMAS).orElseThrow();
            assertThat(window.isOpen(next, zone, CHRISTMAS)).as("%s from %s", next, from).isTrue();
            for (Instant at = from; at.isBefore(next); at = at.plus(Duration.ofMinutes(1))) {
                assertThat(window.isOpen(at, zone, CHRISTMAS)).as("%s from %s", at, from).isFalse();
            }
        }
    }

    static Stream<Arguments> changes() {
        return Stream.of("Europe/Berlin 2026-03-29T12:00:00Z", "Europe/Berlin 2026-10-25T12:00:00Z", "Australia/Lord_Howe 2026-04-05T12:00:00Z",
                        "Australia/Lord_Howe 2026-10-04T12:00:00Z", "America/Havana 2026-03-08T18:00:00Z", "America/Havana 2026-11-01T18:00:00Z",
                        "Pacific/Apia 2011-12-31T12:00:00Z", "Asia/Kathmandu 2026-12-27T12:00:00Z", "America/New_York 2026-12-27T12:00:00Z")
                .map(zone -> zone.split(" "))
                .flatMap(zone -> Stream.of("02:15-02:45", "22:00-06:00", "Mo-Fr 22:00-02:30; PH off", "23:30-00:30", "00:00-00:20",
                                "Mo-Fr 08:00-12:00,13:00-17:30; PH off", "So 00:10-23:50", "Sa,Su 01:45-02:10")
                        .map(window -> Arguments.of(ZoneId.of(zone[0]), Instant.parse(zone[1]), window)));
    }

    @Test
    void meansTheClockOfTheReader() {
        Instant at = Instant.parse("2026-11-23T08:30:00Z");
        SendWindow window = SendWindow.parse("Mo-Fr 09:00-17:00");

        assertThat(window.isOpen(at, BERLIN, NO_HOLIDAYS)).isTrue();
        assertThat(window.next(at, ZoneId.of("America/New_York"), NO_HOLIDAYS)).contains(Instant.parse("2026-11-23T14:00:00Z"));
        assertThat(window.next(at, ZoneId.of("Asia/Tokyo"), NO_HOLIDAYS)).contains(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mo-Fr 08:00-18:00; Mo-Su off", "off", "PH 08:00-18:00; PH off", "2024 Jan-2024 Dec Mo-Fr 08:00-18:00",
            "Dec 25 08:00-18:00; PH off", "Sa; Sa,Su closed"})
    void noticesThatItNeverOpens(String window) {
        assertThat(SendWindow.parse(window).next(Instant.parse("2026-11-23T08:30:00Z"), BERLIN, CHRISTMAS)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "8-18", "Mon-Fri 08:00-18:00", "Mo-Fr 08:00", "Mo-Fr 08:00-25:00", "Mo-Fr 08:60-18:00", "08:00-08:00",
            "Feb 30 off", "Apr 31 off", "2026 Feb 29 off", "2026 Dec-Jan off", "2027 Jan-2026 Dec off", "Mo-Fr 08:00-18:00;;x", "PH off; x",
            "SH off", "sunrise-sunset", "Mo-Fr 24:00-06:00", "Dec 0 off", "${window}"})
    void refusesWhatItCannotRead(String window) {
        assertThatIllegalArgumentException().isThrownBy(() -> SendWindow.parse(window)).withMessageContaining("send window");
    }

    @Test
    void namesAllDaysInBothLanguages() {
        List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "Di", "Mi", "Do", "So").forEach(day ->
                assertThat(SendWindow.parse(day + " 08:00-18:00").next(Instant.EPOCH, BERLIN, NO_HOLIDAYS)).isPresent());

        DayOfWeek thursday = SendWindow.parse("Do").next(Instant.parse("2026-11-22T12:00:00Z"), BERLIN, NO_HOLIDAYS).orElseThrow()
                .atZone(BERLIN).getDayOfWeek();
        assertThat(thursday).isEqualTo(DayOfWeek.THURSDAY);
    }

    @Test
    void refusesEndlessInput() {
        assertThatIllegalArgumentException().isThrownBy(() -> SendWindow.parse("Mo-Fr " + "08:00-18:00,".repeat(20)));
        assertThatIllegalArgumentException().isThrownBy(() -> SendWindow.parse("Mo,".repeat(5_000) + "x"));
    }
}
