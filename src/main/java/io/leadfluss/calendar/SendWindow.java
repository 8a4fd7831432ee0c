package io.leadfluss.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When mails may leave, by the clock on the reader's wall: it is open exactly while that clock shows a time within. So a change of the clocks
 * neither skips nor repeats a day; what falls into the hour that a change leaves out opens right after it, if the window is still open then.
 */
public final class SendWindow {

    /** Never closed. */
    public static final SendWindow ALWAYS = parse("24/7");

    private static final int DAY = (int) Duration.ofDays(1).toMinutes();
    /** The 29th of February may be eight years away. */
    private static final int YEARS_AHEAD = 9;

    private final String text;
    private final List<WindowRule> rules;

    private SendWindow(String text, List<WindowRule> rules) {
        this.text = text;
        this.rules = rules;
    }

    /**
     * Reads the notation that opening hours have in OpenStreetMap, as far as it makes sense for mails: {@code Mo-Fr 08:00-18:00; PH off}.
     *
     * @throws IllegalArgumentException saying in words what cannot be read
     */
    public static SendWindow parse(String text) {
        return new SendWindow(text.strip(), WindowRule.parse(text));
    }

    public boolean isOpen(Instant at, ZoneId zone, Predicate<LocalDate> holidays) {
        LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
        LocalDate day = wall.toLocalDate();
        long second = wall.toLocalTime().toSecondOfDay();
        return covers(day, second, holidays) || !isShut(day, holidays) && covers(day.minusDays(1), second + DAY * 60L, holidays);
    }

    /** The first moment from this one on at which it is open; empty when it will not be for years. */
    public Optional<Instant> next(Instant from, ZoneId zone, Predicate<LocalDate> holidays) {
        if (isOpen(from, zone, holidays)) {
            return Optional.of(from);
        }
        // The clocks can go back over midnight, so that yesterday begins again.
        LocalDate first = LocalDate.ofInstant(from, zone).minusDays(1);
        Instant opens = Stream.iterate(first, day -> day.plusDays(1)).limit(YEARS_AHEAD * 366L)
                .filter(day -> !times(day, holidays).isEmpty())
                .flatMap(day -> openings(day, zone, holidays).stream())
                .filter(found -> found.isAfter(from) && isOpen(found, zone, holidays))
                .findFirst().orElse(null);
        return Optional.ofNullable(earlierByChange(from, opens, zone, holidays));
    }

    /** The longest time for which it stays closed within a year; empty when it does not open at all. */
    public Optional<Duration> longestClosure(Instant from, ZoneId zone, Predicate<LocalDate> holidays) {
        Instant at = next(from, zone, holidays).orElse(null);
        if (at == null) {
            return Optional.empty();
        }
        Duration longest = Duration.between(from, at);
        LocalDate first = LocalDate.ofInstant(at, zone);
        for (LocalDate day = first; day.isBefore(first.plusYears(1)); day = day.plusDays(1)) {
            for (LocalDateTime closes : closings(day, holidays)) {
                Instant closed = closes.atZone(zone).toInstant();
                Duration closure = Duration.between(closed, next(closed, zone, holidays).orElse(closed));
                longest = closure.compareTo(longest) > 0 ? closure : longest;
            }
        }
        return Optional.of(longest);
    }

    /** The first moment after this one, at which it is open, when it is closed again; a year later when it is not closed before. */
    Instant closes(Instant open, ZoneId zone, Predicate<LocalDate> holidays) {
        LocalDate first = LocalDate.ofInstant(open, zone).minusDays(1);
        Instant end = open.plus(Duration.ofDays(366));
        Stream<Instant> changes = Stream.iterate(zone.getRules().nextTransition(open), change -> change != null && change.getInstant().isBefore(end),
                change -> zone.getRules().nextTransition(change.getInstant())).map(ZoneOffsetTransition::getInstant);
        Stream<Instant> ends = Stream.iterate(first, day -> day.plusDays(1)).limit(368)
                .flatMap(day -> closings(day, holidays).stream())
                .flatMap(wall -> zone.getRules().getValidOffsets(wall).stream().map(wall::toInstant));
        return Stream.concat(changes, ends).filter(at -> at.isAfter(open) && !isOpen(at, zone, holidays)).min(Instant::compareTo).orElse(end);
    }

    private List<LocalDateTime> closings(LocalDate day, Predicate<LocalDate> holidays) {
        LocalDateTime midnight = day.atStartOfDay();
        Stream<LocalDateTime> ends = times(day, holidays).stream().map(times -> midnight.plusMinutes(times.to()));
        return (isShut(day, holidays) ? Stream.of(midnight) : ends).toList();
    }

    /** Where the clocks change, the wall may show a time within the window without having shown its beginning. */
    private Instant earlierByChange(Instant from, Instant opens, ZoneId zone, Predicate<LocalDate> holidays) {
        Instant end = opens == null ? from.plus(Duration.ofDays(YEARS_AHEAD * 366L)) : opens;
        for (ZoneOffsetTransition change = zone.getRules().nextTransition(from); change != null && change.getInstant().isBefore(end);
                change = zone.getRules().nextTransition(change.getInstant())) {
            if (isOpen(change.getInstant(), zone, holidays)) {
                return change.getInstant();
            }
        }
        return opens;
    }

    /** When the times of this day begin; twice each while the clocks go back. */
    private List<Instant> openings(LocalDate day, ZoneId zone, Predicate<LocalDate> holidays) {
        ZoneRules offsets = zone.getRules();
        List<Instant> found = new ArrayList<>();
        for (WindowRule.Times times : times(day, holidays)) {
            LocalDateTime wall = day.atStartOfDay().plusMinutes(times.from());
            List<ZoneOffset> valid = offsets.getValidOffsets(wall);
            valid.forEach(offset -> found.add(wall.toInstant(offset)));
            if (valid.isEmpty()) {
                found.add(offsets.getTransition(wall).getInstant());
            }
        }
        found.sort(null);
        return found;
    }

    private boolean covers(LocalDate day, long second, Predicate<LocalDate> holidays) {
        return times(day, holidays).stream().anyMatch(times -> times.from() * 60L <= second && second < times.to() * 60L);
    }

    private List<WindowRule.Times> times(LocalDate day, Predicate<LocalDate> holidays) {
        WindowRule rule = ruleFor(day, holidays);
        return rule == null ? List.of() : rule.times();
    }

    /** A day that a rule closes is closed from midnight to midnight; only a day that no rule names keeps the end of the night before. */
    private boolean isShut(LocalDate day, Predicate<LocalDate> holidays) {
        WindowRule rule = ruleFor(day, holidays);
        return rule != null && rule.times().isEmpty();
    }

    private WindowRule ruleFor(LocalDate day, Predicate<LocalDate> holidays) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).appliesTo(day, holidays)) {
                return rules.get(i);
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SendWindow window && window.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
