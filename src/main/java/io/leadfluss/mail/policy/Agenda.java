package io.leadfluss.mail.policy;

import io.leadfluss.calendar.SendWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one lead got and what waits for it: from this follows when it may get the next mail. */
final class Agenda {

    private static final Duration FAR = Duration.ofDays(400);
    private static final int WEEK = 7;
    private static final int MONTH = 30;
    /** Windows, limits and reserved places push each other on a few times at most. */
    private static final int MOST_STEPS = 50;

    private final ZoneId zone;
    private final Predicate<LocalDate> holidays;
    private final List<Instant> taken;
    private final List<Waiting> waiting = new ArrayList<>();

    /** @param taken when the lead got mails, those that are on their way now among them */
    Agenda(ZoneId zone, Predicate<LocalDate> holidays, List<Instant> taken) {
        this.zone = zone;
        this.holidays = holidays;
        this.taken = new ArrayList<>(taken);
    }

    /**
     * A mail that shall go out.
     *
     * @param lane in which it waits: a lower one goes first
     * @param bestHour of the day by the lead's clock for which it waits, if any
     */
    record Wish(String mailing, int lane, SendWindow window, OptionalInt bestHour, Limits limits) {
    }

    private record Waiting(Wish mail, Instant at) {
    }

    private record Obstacle(Instant until, String reason) {
    }

    /** That the lead gets a mail then. */
    void take(Instant at) {
        taken.add(at);
    }

    /** That this mail is to go out then: those that come after it must leave it its place. */
    void reserve(Wish mail, Instant at) {
        waiting.add(new Waiting(mail, at));
    }

    /** Empty when the mail may go now; else the first moment at which it may, for the reason that keeps it longest. */
    Optional<Hold> judge(Wish mail, Instant now) {
        Instant at = now;
        Duration longest = Duration.ZERO;
        String reason = null;
        for (int step = 0; step < MOST_STEPS; step++) {
            Obstacle obstacle = obstacle(mail, at);
            if (obstacle == null) {
                break;
            }
            Duration wait = Duration.between(at, obstacle.until());
            if (wait.compareTo(longest) > 0) {
                longest = wait;
                reason = obstacle.reason();
            }
            at = obstacle.until();
        }
        return reason == null ? Optional.empty() : Optional.of(new Hold(at, reason));
    }

    /** What lasts longest of all that is in the way at that moment; null when nothing is. */
    private Obstacle obstacle(Wish mail, Instant at) {
        List<Instant> before = before(mail, at);
        return Stream.of(limit(mail.limits(), before, at), reserved(mail, before, at), window(mail, at), bestHour(mail, at))
                .filter(Objects::nonNull).max(Comparator.comparing(Obstacle::until)).orElse(null);
    }

    /** What the lead will have got by then if all that goes first does go. */
    private List<Instant> before(Wish mail, Instant at) {
        return Stream.concat(taken.stream(), waiting.stream().filter(other -> goesFirst(other, mail)).map(Waiting::at))
                .filter(moment -> !moment.isAfter(at)).toList();
    }

    private static boolean goesFirst(Waiting other, Wish mail) {
        return other.mail().lane() < mail.lane();
    }

    private Obstacle limit(Limits limits, List<Instant> before, Instant at) {
        return Stream.of(cap("day", limits.perDay(), 1, limits.why(), before, at), cap("week", limits.perWeek(), WEEK, limits.why(), before, at),
                        cap("month", limits.perMonth(), MONTH, limits.why(), before, at), gap(limits, before, at))
                .filter(Objects::nonNull).max(Comparator.comparing(Obstacle::until)).orElse(null);
    }

    private Obstacle cap(String kind, Integer most, int days, String why, List<Instant> before, Instant at) {
        if (most == null) {
            return null;
        }
        LocalDate today = day(at);
        List<LocalDate> counted = before.stream().map(this::day).filter(day -> day.isAfter(today.minusDays(days))).sorted().toList();
        if (counted.size() < most) {
            return null;
        }
        Instant until = most == 0 ? at.plus(FAR) : counted.get(counted.size() - most).plusDays(days).atStartOfDay(zone).toInstant();
        return new Obstacle(until, HoldReason.of(kind, most, why));
    }

    private static Obstacle gap(Limits limits, List<Instant> before, Instant at) {
        return before.stream().max(Comparator.naturalOrder()).map(last -> last.plus(limits.gap())).filter(until -> until.isAfter(at))
                .map(until -> new Obstacle(until, HoldReason.of("gap", limits.gap().toHours(), limits.why()))).orElse(null);
    }

    /** A mail must not take the place of one that goes first and only waits for its time. */
    private Obstacle reserved(Wish mail, List<Instant> before, Instant at) {
        return waiting.stream().filter(other -> goesFirst(other, mail) && other.at().isAfter(at)).filter(other -> {
            List<Instant> then = before(other.mail(), other.at());
            List<Instant> withThis = Stream.concat(then.stream(), Stream.of(at)).toList();
            return limit(other.mail().limits(), then, other.at()) == null && limit(other.mail().limits(), withThis, other.at()) != null;
        }).map(other -> new Obstacle(other.at(), HoldReason.of("reserved", other.mail().mailing(), ""))).max(Comparator.comparing(Obstacle::until))
                .orElse(null);
    }

    private Obstacle window(Wish mail, Instant at) {
        Instant opens = mail.window().next(at, zone, holidays).orElse(at.plus(FAR));
        return opens.isAfter(at) ? new Obstacle(opens, HoldReason.of("window", mail.window(), "")) : null;
    }

    private Obstacle bestHour(Wish mail, Instant at) {
        if (mail.bestHour().isEmpty()) {
            return null;
        }
        int hour = mail.bestHour().getAsInt();
        Instant opens = SendWindow.parse("%02d:00-%02d:00".formatted(hour, hour + 1)).next(at, zone, holidays).orElse(at);
        boolean everAllowed = mail.window().isOpen(opens, zone, holidays);
        return opens.isAfter(at) && everAllowed ? new Obstacle(opens, HoldReason.of("best-hour", hour, "")) : null;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
