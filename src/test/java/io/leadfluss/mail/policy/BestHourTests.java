package io.leadfluss.mail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BestHourTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void learnsFromEnoughOpens() {
        assertThat(BestHour.of(opens("08:55", "09:05", "09:40", "09:10", "17:30"), BERLIN)).hasValue(9);
    }

    @Test
    void learnsNothingFromFew() {
        assertThat(BestHour.of(opens("09:05", "09:40", "09:10", "09:30"), BERLIN)).isEmpty();
    }

    @Test
    void learnsNothingFromWhatLiesAllOverTheDay() {
        assertThat(BestHour.of(opens("00:10", "03:10", "06:10", "09:10", "12:10", "15:10", "18:10", "21:10"), BERLIN)).isEmpty();
    }

    @Test
    void joinsTheHoursAroundMidnight() {
        assertThat(BestHour.of(opens("23:10", "23:50", "00:10", "23:30", "12:00"), BERLIN)).hasValue(23);
    }

    @Test
    void countsByTheClockOfTheReaderInSummerAndWinter() {
        List<Instant> opens = IntStream.rangeClosed(1, 12).mapToObj(month -> LocalDate.of(2026, month, 10).atTime(9, 30).atZone(BERLIN).toInstant()).toList();

        assertThat(BestHour.of(opens, BERLIN)).hasValue(9);
    }

    private static List<Instant> opens(String... times) {
        return Stream.of(times).map(time -> LocalDate.of(2026, 11, 10).atTime(LocalTime.parse(time)).atZone(BERLIN).toInstant()).toList();
    }
}
