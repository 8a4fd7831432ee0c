package io.leadfluss.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What is to be known of a window before it is used, on the clock of the company. */
@Component
public class SendWindows {

    /** Whoever closes for longer, for a season say, means it. */
    private static final Duration MEANT = Duration.ofDays(10);
    private static final int MINUTE = 60;

    private final Holidays holidays;
    private final Clock clock;
    private final ZoneId zone;

    SendWindows(Holidays holidays, Clock clock, @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.holidays = holidays;
        this.clock = clock;
        this.zone = zone;
    }

    /** What is wrong with the window, in words for who wrote it; a mail that stays valid for so long must not run out while it is closed. */
    public Optional<String> problem(String text, Duration validFor) {
        SendWindow window;
        try {
            window = SendWindow.parse(text);
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        Optional<Duration> closed = window.longestClosure(clock.instant(), zone, holidays.ofHome());
        if (closed.isEmpty()) {
            return Optional.of("the send window '" + text + "' never opens: no mail would ever go out");
        }
        return closed.filter(longest -> longest.compareTo(validFor) > 0 && longest.compareTo(MEANT) <= 0)
                .map(longest -> "the send window '" + text + "' is closed for up to " + words(longest) + ", longer than the mail is valid: make it valid "
                        + "for P" + (longest.toDays() + 1) + "D at least, or open the window more often");
    }

    /** The next times at which it opens, each with the time at which it closes again; fewer when it does not open that often. */
    public List<Opening> openings(SendWindow window, ZoneId where, Predicate<LocalDate> free, int most) {
        List<Opening> found = new ArrayList<>();
        Instant at = clock.instant();
        while (found.size() < most) {
            Optional<Instant> opens = window.next(at, where, free);
            if (opens.isEmpty()) {
                break;
            }
            Instant closes = window.closes(opens.get(), where, free);
            found.add(new Opening(opens.get(), closes));
            at = closes;
        }
        return found;
    }

    /** @param until exclusively; a year later when it does not close before */
    public record Opening(Instant from, Instant until) {
    }

    private static String words(Duration time) {
        long hours = (time.toMinutes() + MINUTE - 1) / MINUTE;
        return hours < 48 ? hours + " hours" : String.format(Locale.ROOT, "%d days and %d hours", hours / 24, hours % 24);
    }
}
