package io.leadfluss.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.calendar}.
 *
 * @param days on which the staff works
 * @param opens local time at which a working day begins
 * @param closes local time at which it ends
 * @param country where the company is, and so which public holidays count for it and for leads of whom no country is known; a state may follow,
 *        as in DE-BY
 */
@ConfigurationProperties("leadfluss.calendar")
record CalendarSettings(@DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"}) Set<DayOfWeek> days,
        @DefaultValue("09:00") LocalTime opens, @DefaultValue("17:00") LocalTime closes, @DefaultValue("DE") String country) {

    CalendarSettings {
        if (days.isEmpty() || !opens.isBefore(closes)) {
            throw new IllegalArgumentException("leadfluss.calendar needs at least one working day, and 'opens' before 'closes': it has "
                    + days + ", " + opens + " to " + closes);
        }
        Region.parse(country);
    }

    Region region() {
        return Region.parse(country);
    }
}
