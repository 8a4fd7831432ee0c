package io.leadfluss.mail.policy;

import io.leadfluss.calendar.Holidays;
import io.leadfluss.calendar.Region;
import io.leadfluss.calendar.SendWindow;
import io.leadfluss.calendar.SendWindows;
import io.leadfluss.lead.Stage;
import io.leadfluss.mail.policy.ContactPolicy.Case;
import io.leadfluss.rules.Reason;
import io.leadfluss.web.Moments;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is held back and why, what the contact policy allows, and a place to try a send window before it is written into a journey. */
@Controller
class TimingPages {

    private static final int OPENINGS = 6;
    private static final int HOLIDAYS = 8;

    private final HeldMails held;
    private final ContactPolicy policy;
    private final SendWindows windows;
    private final Holidays holidays;
    private final SleepingConsents sleeping;
    private final PolicySettings settings;
    private final Clock clock;
    private final ZoneId home;

    TimingPages(HeldMails held, ContactPolicy policy, SendWindows windows, Holidays holidays, SleepingConsents sleeping, PolicySettings settings, Clock clock,
            @Value("${leadfluss.time-zone}") ZoneId home) {
        this.held = held;
        this.policy = policy;
        this.windows = windows;
        this.holidays = holidays;
        this.sleeping = sleeping;
        this.settings = settings;
        this.clock = clock;
        this.home = home;
    }

    /** What a mail of one priority may do; a limit of null is none. */
    public record Allowed(String priority, Integer perDay, Integer perWeek, Integer perMonth, String gap, String why) {
    }

    /** A time at which a window is open, as the wall of that place shows it. */
    public record Open(String from, String until) {
    }

    public record Holiday(String day, String name) {
    }

    @GetMapping("/app/messages/timing")
    String show(@RequestParam(defaultValue = "LEAD") Stage stage, @RequestParam(required = false) String window,
            @RequestParam(defaultValue = "") String zone, @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String state, Locale locale, Model page) {
        page.addAttribute("held", held.byReason(locale));
        addLimits(stage, locale, page);
        page.addAttribute("window", window == null ? "" : window);
        page.addAttribute("zone", zone);
        page.addAttribute("country", country);
        page.addAttribute("state", state);
        Map<String, String> problems = problems(window, zone, country, state);
        page.addAttribute("problems", problems);
        if (window != null && problems.isEmpty()) {
            addOpenings(window, zone.isBlank() ? home : ZoneId.of(zone.strip()), holidays.of(country, state), locale, page);
        }
        Region region = problems.containsKey("country") || problems.containsKey("state") ? holidays.home() : holidays.region(country, state);
        page.addAttribute("asleep", sleeping.count());
        page.addAttribute("months", sleeping.months());
        page.addAttribute("usual", settings.window());
        page.addAttribute("region", region.toString());
        page.addAttribute("holidays", upcoming(region, locale));
        return "mail/timing";
    }

    @PostMapping("/app/messages/timing/anew")
    String judgeAnew(RedirectAttributes redirect) {
        held.judgeAnew();
        redirect.addFlashAttribute("done", "policy.anew.done");
        return "redirect:/app/messages/timing";
    }

    private void addLimits(Stage stage, Locale locale, Model page) {
        page.addAttribute("stage", stage.name());
        page.addAttribute("stages", Stream.of(Stage.values()).map(Enum::name).toList());
        try {
            page.addAttribute("limits", Stream.of("high", "normal", "low").map(priority -> allowed(priority, stage, locale)).toList());
        } catch (IllegalStateException e) {
            page.addAttribute("limits", List.of());
            page.addAttribute("broken", e.getMessage());
        }
    }

    private Allowed allowed(String priority, Stage stage, Locale locale) {
        Limits limits = policy.limits(new Case(null, "", ContactPolicy.lane(priority), stage.name(), "B2B", holidays.home().country()));
        NumberFormat hours = NumberFormat.getInstance(locale);
        return new Allowed(priority, limits.perDay(), limits.perWeek(), limits.perMonth(),
                limits.gap().isZero() ? null : hours.format(limits.gap().toMinutes() / 60.0), new Reason(limits.why()).in(locale.getLanguage()));
    }

    /** What cannot be tried as it was entered, by field; null as window means that nothing was. */
    private Map<String, String> problems(String window, String zone, String country, String state) {
        Map<String, String> problems = new HashMap<>();
        if (window != null && window.isBlank()) {
            problems.put("window", "policy.try.empty");
        }
        if (!zone.isBlank() && !isZone(zone.strip())) {
            problems.put("zone", "policy.try.zone.unknown");
        }
        if (!country.isBlank() && !holidays.isCountry(country)) {
            problems.put("country", "policy.try.country.unknown");
        } else if (!state.isBlank() && !holidays.isState(country, state)) {
            problems.put("state", "policy.try.state.unknown");
        }
        return problems;
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void addOpenings(String window, ZoneId where, Predicate<LocalDate> holiday, Locale locale, Model page) {
        try {
            DateTimeFormatter weekday = DateTimeFormatter.ofPattern("EE ", locale).withZone(where);
            DateTimeFormatter time = Moments.timeAndDay(locale).withZone(where);
            List<Open> openings = windows.openings(SendWindow.parse(window), where, holiday, OPENINGS).stream()
                    .map(open -> new Open(words(open.from(), weekday, time), words(open.until(), weekday, time))).toList();
            page.addAttribute(openings.isEmpty() ? "problems" : "openings", openings.isEmpty() ? Map.of("window", "policy.try.never") : openings);
        } catch (IllegalArgumentException e) {
            page.addAttribute("problems", Map.of("window", "policy.try.unreadable"));
        }
    }

    private static String words(Instant at, DateTimeFormatter weekday, DateTimeFormatter time) {
        return weekday.format(at) + time.format(at);
    }

    private List<Holiday> upcoming(Region region, Locale locale) {
        LocalDate today = ZonedDateTime.ofInstant(clock.instant(), home).toLocalDate();
        DateTimeFormatter day = Moments.weekdayAndDay(locale);
        return IntStream.of(today.getYear(), today.getYear() + 1).boxed().flatMap(year -> holidays.named(region, year, locale).entrySet().stream())
                .filter(holiday -> !holiday.getKey().isBefore(today)).sorted(Map.Entry.comparingByKey()).limit(HOLIDAYS)
                .map(holiday -> new Holiday(day.format(holiday.getKey()), holiday.getValue())).toList();
    }
}
