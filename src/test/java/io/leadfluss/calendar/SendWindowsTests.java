package io.leadfluss.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendWindowsTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    private final Holidays holidays = new Holidays(new CalendarSettings(EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(17, 0), "DE"));
    private final SendWindows windows = new SendWindows(holidays, Clock.fixed(NOW, BERLIN), BERLIN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Mo-Fr 08:00-18:00         | P3D  |",
            // with the weekend of the change to winter time
            "Mo-Fr 08:00-18:00         | P2D  | closed for up to 2 days and 15 hours",
            "Mo-Fr 08:00-18:00; PH off | P3D  | make it valid for P5D at least",
            "Mo-Fr 08:00-18:00; PH off | P5D  |",
            "Sa 10:00-12:00            | P3D  | make it valid for P7D at least",
            "Mar-Oct Mo-Fr 08:00-18:00 | P3D  |",
            "24/7                      | PT1H |",
            "22:00-06:00               | PT1H | closed for up to 16 hours",
            "Dec 25 08:00-18:00; PH off | P3D | never opens",
            "Mo-Fr; Mo-Su off          | P3D  | never opens",
            "2024 Dec                  | P3D  | never opens",
            "Mo-Fr 8-18                | P3D  | write for example"})
    void saysWhatIsWrongWithAWindow(String window, String validFor, String problem) {
        Duration valid = validFor.contains("T") ? Duration.parse(validFor) : Duration.parse(validFor + "T0S");

        if (problem == null) {
            assertThat(windows.problem(window, valid)).isEmpty();
        } else {
            assertThat(windows.problem(window, valid)).hasValueSatisfying(words -> assertThat(words).contains(problem));
        }
    }

    @Test
    void showsWhenItOpensNext() {
        assertThat(windows.openings(SendWindow.parse("Mo-Fr 22:00-06:00; We off"), BERLIN, holidays.ofHome(), 3)).containsExactly(
                opening("2026-11-23T21:00:00Z", "2026-11-24T05:00:00Z"), opening("2026-11-24T21:00:00Z", "2026-11-24T23:00:00Z"),
                opening("2026-11-26T21:00:00Z", "2026-11-27T05:00:00Z"));
    }

    @Test
    void endlessWindowClosesInAYear() {
        assertThat(windows.openings(SendWindow.ALWAYS, BERLIN, day -> false, 1)).containsExactly(
                new SendWindows.Opening(NOW, NOW.plus(Duration.ofDays(366))));
    }

    private static SendWindows.Opening opening(String from, String until) {
        return new SendWindows.Opening(Instant.parse(from), Instant.parse(until));
    }
}
