package io.leadfluss.demo;

import io.leadfluss.journey.engine.EngineTime;
import io.leadfluss.mail.Dispatcher;
import io.leadfluss.scoring.Cooling;
import io.leadfluss.tracking.HitWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Moves the time of the whole program forward and lets everything happen on the way that would have happened, in its order: timers, mails, hits.
 * Where it stands is kept in a file, so that a restart does not fall back in time.
 */
@Component
@Profile("demo")
public class TimeMachine {

    static final String FILE = "clock";
    private static final Logger log = LoggerFactory.getLogger(TimeMachine.class);
    /** How long clicks just made are given to be judged and to wake whom they wake, before timers may come first. */
    private static final Duration SETTLING = Duration.ofSeconds(5);
    /** A job that always makes a new one due at once would hold the time for ever. */
    private static final int LONGEST_STEP = 10_000;

    private final EngineTime engine;
    private final Dispatcher mails;
    private final HitWorker hits;
    private final Cooling cooling;
    private final Clock clock;
    private final Path file;
    private Duration offset;
    private volatile Jump jump;

    TimeMachine(EngineTime engine, Dispatcher mails, HitWorker hits, Cooling cooling, Clock clock, DataFolder folder) throws IOException {
        this.engine = engine;
        this.mails = mails;
        this.hits = hits;
        this.cooling = cooling;
        this.clock = clock;
        this.file = folder.path(FILE);
        this.offset = Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        engine.shiftBy(offset);
    }

    /** How far a jump has come. */
    public record Jump(Instant from, Instant at, Instant to, int jobs, boolean done) {

        public int percent() {
            return (int) (100 * Duration.between(from, at).toMillis() / Math.max(1, Duration.between(from, to).toMillis()));
        }
    }

    /** Starts a fresh demo in the past, so that it has a history when it comes to the present. */
    void startInThePast(Duration ago) {
        offset = ago.negated();
        engine.shiftBy(offset);
    }

    /** Comes to the present of the world outside. */
    void comeHome() {
        if (offset.isNegative()) {
            advance(offset.negated());
            offset = Duration.ZERO;
            engine.shiftBy(offset);
            keep();
        }
    }

    /** Goes forward by this long; returns when everything that falls due until then has happened. */
    public synchronized Jump advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Time only goes forward: " + time + " is negative");
        }
        Instant from = clock.instant();
        Instant to = from.plus(time);
        jump = new Jump(from, from, to, 0, false);
        try {
            engine.withoutJobExecutor(() -> {
                arrive(from.plus(time.compareTo(SETTLING) < 0 ? time : SETTLING));
                for (Optional<Instant> next = nextDue(to); next.isPresent(); next = nextDue(to)) {
                    arrive(next.get());
                }
                arrive(to);
            });
        } finally {
            jump = new Jump(from, clock.instant(), to, jump.jobs(), true);
        }
        return jump;
    }

    /** The jump under way or, if none is, the last one. */
    Optional<Jump> jump() {
        return Optional.ofNullable(jump);
    }

    private Optional<Instant> nextDue(Instant latest) {
        Instant now = clock.instant();
        return Stream.of(engine.nextDue(now, latest), cooling.nextDue(now, latest)).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private void arrive(Instant time) {
        Duration ahead = Duration.between(clock.instant(), time);
        if (!ahead.isNegative()) {
            offset = offset.plus(ahead);
            engine.shiftBy(offset);
            keep();
        }
        int jobs = runAll();
        jump = new Jump(jump.from(), clock.instant(), jump.to(), jump.jobs() + jobs, false);
    }

    private int runAll() {
        int ran = 0;
        int last;
        do {
            hits.processDue();
            cooling.processDue();
            int jobs = engine.runDue();
            ran += jobs;
            last = jobs + mails.dispatchDue();
            if (ran > LONGEST_STEP) {
                log.warn("At {} more than {} jobs were due at once: going on", clock.instant(), LONGEST_STEP);
                return ran;
            }
        } while (last > 0);
        return ran;
    }

    private void keep() {
        try {
            Path next = file.resolveSibling(FILE + ".new");
            Files.writeString(next, offset.toString());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's time cannot be kept in " + file, e);
        }
    }
}
