package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.mail.RelayAnswer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a domain that asks for it is sent to more slowly, and faster again when it is content. */
class PaceTests {

    private static final String DOMAIN = "slow.example";
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final RelayAnswer TAKEN = new RelayAnswer(Outcome.ACCEPTED, "250 ok");
    private static final RelayAnswer SLOWER = new RelayAnswer(Outcome.DEFERRED, "421 4.7.0 too many mails");

    private final Pace pace = new Pace();

    @Test
    void nobodyWaitsForADomainThatIsContent() {
        pace.heard(DOMAIN, TAKEN, START);

        assertThat(IntStream.range(0, 1_000).allMatch(mail -> pace.wait(DOMAIN, START).isEmpty())).isTrue();
    }

    @Test
    void domainThatPushesBackGetsNothingForAWhile() {
        pace.heard(DOMAIN, SLOWER, START);

        assertThat(pace.wait(DOMAIN, START)).hasValueSatisfying(until -> assertThat(until).isAfter(START.plusSeconds(29)));
        assertThat(pace.wait("other.example", START)).isEmpty();
    }

    @Test
    void afterwardsItGetsHalfAsManyAsBefore() {
        IntStream.range(0, 100).forEach(mail -> pace.heard(DOMAIN, TAKEN, START));
        pace.heard(DOMAIN, SLOWER, START.plusSeconds(1));

        assertThat(through(START.plusSeconds(31), 40)).isBetween(195L, 225L);
    }

    @Test
    void silenceGrowsWithEveryRefusal() {
        pace.heard(DOMAIN, SLOWER, START);
        pace.heard(DOMAIN, SLOWER, START.plusSeconds(1));
        assertThat(pace.wait(DOMAIN, START.plusSeconds(31))).as("an echo of the first does not count").isEmpty();

        pace.heard(DOMAIN, SLOWER, START.plusSeconds(32));

        assertThat(pace.wait(DOMAIN, START.plusSeconds(80))).isPresent();
        assertThat(pace.wait(DOMAIN, START.plusSeconds(93))).isEmpty();
    }

    @Test
    void contentDomainIsSentToFasterUntilItHasNoLimit() {
        IntStream.range(0, 20).forEach(mail -> pace.heard(DOMAIN, TAKEN, START));
        pace.heard(DOMAIN, SLOWER, START);

        for (int window = 1; window <= 4; window++) {
            pace.heard(DOMAIN, TAKEN, START.plusSeconds(30 + 11 * window));
        }

        Instant later = START.plusSeconds(80);
        assertThat(IntStream.range(0, 1_000).allMatch(mail -> pace.wait(DOMAIN, later).isEmpty())).isTrue();
    }

    @Test
    void waitingMailsGetMomentsOneAfterTheOtherAndNoneTooFarAway() {
        pace.heard(DOMAIN, SLOWER, START);

        Instant first = pace.wait(DOMAIN, START).orElseThrow();
        Instant second = pace.wait(DOMAIN, START).orElseThrow();
        assertThat(second).isAfter(first);
        for (int mail = 0; mail < 10_000; mail++) {
            assertThat(pace.wait(DOMAIN, START).orElseThrow()).isBefore(START.plus(Duration.ofMinutes(6)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 4.3.2 closing", "421 go away", "450 4.7.1 greylisted", "451 4.4.1 no route", "451-4.7.500 server busy"})
    void wordsOfADomainThatPushesBack(String answer) {
        assertThat(Pace.pushesBack(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"450 4.2.1 mailbox busy", "452 4.2.2 mailbox full", "the connection broke: 421", "550 5.7.1 no"})
    void wordsThatConcernOneMailboxOnly(String answer) {
        assertThat(Pace.pushesBack(answer)).isFalse();
    }

    /** How many of very many get through within these seconds, looked at every second. */
    private long through(Instant from, int seconds) {
        return IntStream.range(0, seconds).mapToLong(second -> IntStream.range(0, 100)
                .filter(mail -> pace.wait(DOMAIN, from.plusSeconds(second)).isEmpty()).count()).sum();
    }
}
