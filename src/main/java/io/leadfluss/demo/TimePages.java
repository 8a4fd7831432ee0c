package io.leadfluss.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Moves the demo's time: at once for scripts, in the background with its progress shown for people. */
@Controller
@Profile("demo")
class TimePages {

    private static final Duration LONGEST = Duration.ofDays(1_000);

    private final TimeMachine time;
    private final Clock clock;
    private volatile CompletableFuture<?> jump = CompletableFuture.completedFuture(null);

    TimePages(TimeMachine time, Clock clock) {
        this.time = time;
        this.clock = clock;
    }

    /** Answers when everything due on the way has happened. */
    @PostMapping(path = "/demo/clock", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Now advance(@RequestBody Advance by) {
        return new Now(time.advance(by.duration(clock.instant())).at());
    }

    record Advance(String advance) {

        Duration duration(Instant now) {
            return parse(advance, now);
        }
    }

    record Now(Instant now) {
    }

    @PostMapping("/demo/skip")
    String skip(@RequestParam String advance) throws InterruptedException {
        Duration by = parse(advance, clock.instant());
        if (jump.isDone()) {
            jump = CompletableFuture.runAsync(() -> time.advance(by));
        }
        try {
            jump.get(2, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "redirect:/demo#clock";
        } catch (ExecutionException e) {
            throw new IllegalStateException("The jump in time ended early", e.getCause());
        }
        return "redirect:/demo#clock";
    }

    /** The part of the start page that says what time it is. */
    @GetMapping("/demo/clock")
    String progress(Model model) {
        time.jump().ifPresent(last -> model.addAttribute("jump", last));
        model.addAttribute("time", clock.instant());
        return "demo/clock-part";
    }

    private static Duration parse(String text, Instant now) {
        try {
            Duration duration = String.valueOf(text).matches("P\\d+[YMW].*")
                    ? Duration.between(now, now.atZone(ZoneOffset.UTC).plus(Period.parse(text))) : Duration.parse(String.valueOf(text));
            if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "advance must go forward, by at most " + LONGEST.toDays() + " days");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "advance is no duration: give one as P3D, PT1H or P1W");
        }
    }
}
