package io.leadfluss.handover.call;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;

/**
 * When a lead wants to be called, on its own clock.
 *
 * @param day the earliest day; null for any
 */
public record CallWish(LocalDate day, Part part) {

    /** At any time. */
    public static final CallWish SOON = new CallWish(null, Part.SOON);

    /** A part of the day. */
    public enum Part {
        SOON(0, 24), MORNING(9, 12), NOON(12, 14), AFTERNOON(14, 18);

        private final int from;
        private final int until;

        Part(int from, int until) {
            this.from = from;
            this.until = until;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As a form brings it; what is missing or cannot be read counts as no wish. */
    public static CallWish of(String day, String part) {
        return new CallWish(date(day), Arrays.stream(Part.values()).filter(known -> known.key().equals(part)).findFirst().orElse(Part.SOON));
    }

    boolean isSoon() {
        return day == null && part == Part.SOON;
    }

    /** When the part begins on this day. Where the clocks skip that time, at the change. */
    Instant begins(LocalDate on, ZoneId zone) {
        return at(on, part.from, zone).toInstant();
    }

    Instant ends(LocalDate on, ZoneId zone) {
        return at(on, part.until, zone).toInstant();
    }

    private static ZonedDateTime at(LocalDate day, int hour, ZoneId zone) {
        return hour == 24 ? day.plusDays(1).atStartOfDay(zone) : day.atTime(LocalTime.of(hour, 0)).atZone(zone);
    }

    private static LocalDate date(String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
