package io.leadfluss.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidaysTests {

    private final Holidays holidays = at("DE-BY");

    @ParameterizedTest(name = "{2} of {0}-{1}: {3}")
    @CsvSource({
            "DE,    , 2026-10-03, true",
            "DE, BE , 2027-03-08, true",
            "DE, NW , 2027-03-08, false",
            "DE, NW , 2026-01-06, false",
            "DE,    , 2026-01-06, true",
            "  ,    , 2026-01-06, true",
            "DE, DE-SN, 2026-11-18, true",
            "DE, XX , 2026-01-06, false",
            "DE, XX , 2026-05-01, true",
            "AT,    , 2026-10-26, true",
            "AT,    , 2026-10-03, false",
            "CH, ZH , 2026-08-01, true",
            "US,    , 2026-11-26, true",
            "de, by , 2026-01-06, true",
            "ZZ,    , 2026-05-01, false",
            "DE, '../..', 2026-05-01, true",
            "DE,    , 2026-11-23, false"})
    void knowsCountriesAndStates(String country, String state, LocalDate day, boolean holiday) {
        assertThat(holidays.of(country, state).test(day)).isEqualTo(holiday);
    }

    @Test
    void namesThoseOfTheCompany() {
        assertThat(holidays.named(holidays.home(), 2026, Locale.GERMAN)).containsEntry(LocalDate.of(2026, 1, 6), "Heilige Drei Könige")
                .containsKey(LocalDate.of(2026, 12, 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Germany", "DE-", "DE-Bayern", "../x"})
    void refusesWhatIsNoRegion(String country) {
        assertThatIllegalArgumentException().isThrownBy(() -> at(country));
    }

    private static Holidays at(String country) {
        return new Holidays(new CalendarSettings(EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(17, 0), country));
    }
}
