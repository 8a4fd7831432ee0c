package io.leadfluss.mail;

import io.leadfluss.mail.RelayAnswer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How fast mails may go to each receiving domain. As fast as they can, until it asks to slow down (421, or 4xx with status 4.3, 4.4 or 4.7): then
 * nothing for a while, and after that half as many as before, twice as many again after every ten good seconds. Each copy of the program learns it by
 * itself. Mails that must wait get a moment of their own, so that they do not come all at once.
 */
@Component
class Pace {

    static final String REASON = "slow-domain";

    private static final Logger log = LoggerFactory.getLogger(Pace.class);
    private static final Pattern PUSHED_BACK = Pattern.compile("421\\b.*|4\\d\\d[ -]4\\.[347]\\..*", Pattern.DOTALL);
    private static final List<Duration> SILENCES = List.of(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5),
            Duration.ofMinutes(15), Duration.ofMinutes(30));
    private static final Duration WINDOW = Duration.ofSeconds(10);
    /** So long a worker may need to come by again. */
    private static final Duration VISITS = Duration.ofSeconds(3);
    private static final Duration HORIZON = Duration.ofMinutes(5);
    private static final double SLOWEST = 0.2;
    private static final double NO_LIMIT = 500;
    private static final int REMEMBERED = 10_000;

    private final Map<String, Taken> taken = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Taken> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<String, Slowed> slowed = new HashMap<>();

    /** When a mail to this domain may leave; empty for now. */
    synchronized Optional<Instant> wait(String domain, Instant now) {
        Slowed domains = slowed.get(domain);
        return domains == null ? Optional.empty() : domains.wait(now);
    }

    /** What the relay said to a mail to this domain. */
    synchronized void heard(String domain, RelayAnswer answer, Instant now) {
        if (answer.outcome() == Outcome.ACCEPTED) {
            taken.computeIfAbsent(domain, name -> new Taken()).one(now);
            Slowed domains = slowed.get(domain);
            if (domains != null && domains.accepted(now)) {
                slowed.remove(domain);
                log.info("Mails to {} go at full speed again", domain);
            }
        } else if (answer.outcome() == Outcome.DEFERRED && pushesBack(answer.text())) {
            double usual = taken.computeIfAbsent(domain, name -> new Taken()).perSecond(now);
            Slowed domains = slowed.computeIfAbsent(domain, name -> new Slowed(usual));
            if (domains.refused(now)) {
                log.warn("{} asks to slow down: nothing goes there until {}, then {} a second. It said: {}", domain, domains.silentUntil,
                        "%.1f".formatted(domains.perSecond), answer.text());
            }
        }
    }

    synchronized void forget() {
        taken.clear();
        slowed.clear();
    }

    static boolean pushesBack(String answer) {
        Matcher matcher = PUSHED_BACK.matcher(answer);
        return matcher.matches();
    }

    /** Mails that a domain has lately taken. */
    private static final class Taken {

        private Instant since = Instant.EPOCH;
        private int count;
        private double before;

        void one(Instant now) {
            turn(now);
            count++;
        }

        double perSecond(Instant now) {
            turn(now);
            return Math.max(before, count / (double) WINDOW.toSeconds());
        }

        private void turn(Instant now) {
            if (!now.isBefore(since.plus(WINDOW))) {
                before = now.isBefore(since.plus(WINDOW.multipliedBy(2))) ? count / (double) WINDOW.toSeconds() : 0;
                since = now;
                count = 0;
            }
        }
    }

    /** A domain that asked to slow down. */
    private static final class Slowed {

        private final double usual;
        private double perSecond;
        private Instant silentUntil = Instant.EPOCH;
        private Instant fasterAt = Instant.MAX;
        private int refusals;
        private double tokens;
        private Instant counted = Instant.EPOCH;
        private Instant lastPlace = Instant.EPOCH;

        private Slowed(double usual) {
            this.usual = usual;
            this.perSecond = Math.max(1, usual);
        }

        /** False when it is only the echo of a refusal that was heeded already. */
        private boolean refused(Instant now) {
            if (now.isBefore(silentUntil)) {
                return false;
            }
            perSecond = Math.max(SLOWEST, perSecond / 2);
            silentUntil = now.plus(SILENCES.get(Math.min(refusals, SILENCES.size() - 1)));
            refusals++;
            tokens = 1;
            counted = silentUntil;
            fasterAt = silentUntil.plus(WINDOW);
            return true;
        }

        /** Whether it need not be slow any more. */
        private boolean accepted(Instant now) {
            if (now.isBefore(fasterAt)) {
                return false;
            }
            refusals = 0;
            perSecond *= 2;
            fasterAt = now.plus(WINDOW);
            return perSecond > NO_LIMIT || usual > 0 && perSecond > 2 * usual;
        }

        private Optional<Instant> wait(Instant now) {
            if (now.isAfter(counted)) {
                double most = Math.max(1, perSecond * VISITS.toMillis() / 1000);
                tokens = Math.min(most, tokens + perSecond * Duration.between(counted, now).toMillis() / 1000);
                counted = now;
            }
            if (!now.isBefore(silentUntil) && tokens >= 1) {
                tokens--;
                return Optional.empty();
            }
            return Optional.of(place(now));
        }

        /** The next place in the queue; who would wait too long asks again, since the domain may have become faster. */
        private Instant place(Instant now) {
            Instant from = silentUntil.isAfter(now) ? silentUntil : now;
            Instant horizon = from.plus(HORIZON);
            if (lastPlace.isBefore(from) || !lastPlace.isBefore(horizon)) {
                lastPlace = from;
            }
            lastPlace = lastPlace.plusMillis((long) (1000 / perSecond));
            // In full seconds, so that one statement can put off many.
            return Instant.ofEpochSecond(lastPlace.getEpochSecond() + 1);
        }
    }
}
