package io.leadfluss.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The hours in which the own staff works, not on public holidays; deadlines of sales count only these. */
@Component
public class BusinessHours {

    private final CalendarSettings settings;
    private final Holidays holidays;

    BusinessHours(CalendarSettings settings, Holidays holidays) {
        this.settings = settings;
        this.holidays = holidays;
    }

    /** The moment at which so much working time has passed since {@code from}, on the clocks of this zone. */
    public Instant plus(Instant from, Duration working, ZoneId zone) {
        return plus(from, working, zone, holidays.ofHome());
    }

    /** As above where the public holidays of this region count, such as AT or DE-BY; null stands for where the company is. */
    public Instant plus(Instant from, Duration working, ZoneId zone, String region) {
        if (region == null) {
            return plus(from, working, zone);
        }
        Region place = Region.parse(region);
        return plus(from, working, zone, holidays.of(place.country(), place.state()));
    }

    private Instant plus(Instant from, Duration working, ZoneId zone, Predicate<LocalDate> isHoliday) {
        if (working.isNegative()) {
            throw new IllegalArgumentException("Working time cannot be counted backwards: " + working);
        }
        Duration left = working;
        for (LocalDate day = from.atZone(zone).toLocalDate(); ; day = day.plusDays(1)) {
            if (settings.days().contains(day.getDayOfWeek()) && !isHoliday.test(day)) {
                Instant opens = day.atTime(settings.opens()).atZone(zone).toInstant();
                Instant closes = day.atTime(settings.closes()).atZone(zone).toInstant();
                Instant start = from.isAfter(opens) ? from : opens;
                Duration available = Duration.between(start, closes);
                if (!available.isNegative() && left.compareTo(available) <= 0) {
                    return start.plus(left);
                }
                left = available.isNegative() ? left : left.minus(available);
            }
        }
    }
}
