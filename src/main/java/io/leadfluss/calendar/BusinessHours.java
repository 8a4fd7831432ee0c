package io.leadfluss.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
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

    /** A time of work without a break. */
    public record Stretch(Instant from, Instant until) {
    }

    /** The first stretch of working time that lies between the two, on the clocks of this zone and the public holidays of this region. */
    public Optional<Stretch> first(Instant from, Instant until, ZoneId zone, String region) {
        Predicate<LocalDate> isWorkday = workdays(region);
        LocalDate last = until.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkday.test(day)) {
                Instant opens = latest(from, opens(day, zone));
                Instant closes = earliest(until, closes(day, zone));
                if (opens.isBefore(closes)) {
                    return Optional.of(new Stretch(opens, closes));
                }
            }
        }
        return Optional.empty();
    }

    /** The moment at which so much working time has passed since {@code from}, on the clocks of this zone. */
    public Instant plus(Instant from, Duration working, ZoneId zone) {
        return plus(from, working, zone, null);
    }

    /** As above where the public holidays of this region count, such as AT or DE-BY; null stands for where the company is. */
    public Instant plus(Instant from, Duration working, ZoneId zone, String region) {
        if (working.isNegative()) {
            throw new IllegalArgumentException("Working time cannot be counted backwards: " + working);
        }
        Predicate<LocalDate> isWorkday = workdays(region);
        Duration left = working;
        for (LocalDate day = from.atZone(zone).toLocalDate(); ; day = day.plusDays(1)) {
            if (isWorkday.test(day)) {
                Instant start = latest(from, opens(day, zone));
                Duration available = Duration.between(start, closes(day, zone));
                if (!available.isNegative() && left.compareTo(available) <= 0) {
                    return start.plus(left);
                }
                left = available.isNegative() ? left : left.minus(available);
            }
        }
    }

    /** How much working time there is between two moments, on the clocks of this zone and where these holidays count; none when the second is not later. */
    public Duration between(Instant from, Instant to, ZoneId zone, String region) {
        Predicate<LocalDate> isWorkday = workdays(region);
        Duration working = Duration.ZERO;
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            Duration worked = Duration.between(latest(from, opens(day, zone)), earliest(to, closes(day, zone)));
            working = worked.isNegative() || !isWorkday.test(day) ? working : working.plus(worked);
        }
        return working;
    }

    private Predicate<LocalDate> workdays(String region) {
        Predicate<LocalDate> isHoliday = region == null ? holidays.ofHome() : holidays.of(Region.parse(region).country(), Region.parse(region).state());
        return day -> settings.days().contains(day.getDayOfWeek()) && !isHoliday.test(day);
    }

    private Instant opens(LocalDate day, ZoneId zone) {
        return day.atTime(settings.opens()).atZone(zone).toInstant();
    }

    private Instant closes(LocalDate day, ZoneId zone) {
        return day.atTime(settings.closes()).atZone(zone).toInstant();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
