package io.leadfluss.handover.call;

import io.leadfluss.handover.call.Meeting.Way;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** When, how and where a meeting shall be. */
public record MeetingDate(Instant startsAt, Instant endsAt, Way way, String place) {

    private static final Duration LONGEST = Duration.ofHours(10);
    private static final Duration FARTHEST = Duration.ofDays(366);

    /**
     * As a form brings it.
     *
     * @param at a local time like 2026-11-30T14:30 on the clock of the zone, or one with its offset
     * @throws InvalidMeeting saying what is wrong
     */
    public static MeetingDate of(String at, String minutes, String way, String place, ZoneId zone, Clock clock) {
        Instant start = instant(at, zone);
        Duration length = length(minutes);
        if (!start.isAfter(clock.instant()) || start.isAfter(clock.instant().plus(FARTHEST))) {
            throw new InvalidMeeting("time");
        }
        String where = place == null || place.isBlank() ? null : place.strip();
        if (where != null && (where.length() > 300 || where.chars().anyMatch(Character::isISOControl))) {
            throw new InvalidMeeting("place");
        }
        try {
            return new MeetingDate(start, start.plus(length), Way.valueOf(way == null ? "PHONE" : way.toUpperCase(Locale.ROOT)), where);
        } catch (IllegalArgumentException e) {
            throw new InvalidMeeting("way");
        }
    }

    private static Instant instant(String at, ZoneId zone) {
        if (at == null || at.isBlank()) {
            throw new InvalidMeeting("time");
        }
        try {
            return at.matches(".*(Z|[+-]\\d{2}:?\\d{2})$") && at.contains("T") ? OffsetDateTime.parse(at).toInstant()
                    : local(LocalDateTime.parse(at), zone);
        } catch (DateTimeParseException e) {
            throw new InvalidMeeting("time");
        }
    }

    /** A time that the clocks skip there is nobody's time. */
    private static Instant local(LocalDateTime at, ZoneId zone) {
        if (zone.getRules().getValidOffsets(at).isEmpty()) {
            throw new InvalidMeeting("time");
        }
        return at.atZone(zone).toInstant();
    }

    private static Duration length(String minutes) {
        try {
            Duration length = Duration.ofMinutes(Long.parseLong(minutes == null || minutes.isBlank() ? "30" : minutes.strip()));
            if (length.compareTo(Duration.ofMinutes(5)) < 0 || length.compareTo(LONGEST) > 0) {
                throw new InvalidMeeting("length");
            }
            return length;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw new InvalidMeeting("length");
        }
    }
}
