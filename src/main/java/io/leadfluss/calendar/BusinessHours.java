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
        Predicate<LocalDate> isHoliday = holidays(region);
        LocalDate last = until.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            if (settings.days().contains(day.getDayOfWeek()) && !isHoliday.test(day)) {
                Instant opens = latest(from, day.atTime(settings.opens()).atZone(zone).toInstant());
                Instant closes = earliest(until, day.atTime(settings.closes()).atZone(zone).toInstant());
                if (opens.isBefore(closes)) {
                    return Optional.of(new Stretch(opens, closes));
                }
            }
        }
        return Optional.empty();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The moment at which so much working time has passed since {@code from}, on the clocks of this zone. */
    public Instant plus(Instant from, Duration working, ZoneId zone) {
        return plus(from, working, zone, holidays.ofHome());
    }

    /** As above where the public holidays of this region count, such as AT or DE-BY; null stands for where the company is. */
    public Instant plus(Instant from, Duration working, ZoneId zone, String region) {
        return plus(from, working, zone, holidays(region));
    }

    private Predicate<LocalDate> holidays(String region) {
        if (region == null) {
            return holidays.ofHome();
        }
        Region place = Region.parse(region);
        return holidays.of(place.country(), place.state());
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
