package io.leadfluss.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecayTests {

    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 40", "30, 20", "60, 10", "15, 28.284", "300, 0.039"})
    void halvesAtEachHalfLife(int days, double left) {
        assertThat(Decay.left(40, 30.0, THEN, THEN.plus(Duration.ofDays(days)))).isEqualTo(left, within(0.001));
    }

    @Test
    void fadesAtEveryMoment() {
        double before = Decay.left(40, 30.0, THEN, THEN.plusSeconds(3600));

        assertThat(before).isLessThan(40);
        assertThat(Decay.left(40, 30.0, THEN, THEN.plusSeconds(3601))).isLessThan(before);
    }

    @Test
    void doesNotDependOnHowOftenItIsAsked() {
        Instant between = THEN.plus(Duration.ofDays(11));
        Instant later = THEN.plus(Duration.ofDays(47));

        assertThat(Decay.left(Decay.left(40, 30.0, THEN, between), 30.0, between, later))
                .isEqualTo(Decay.left(40, 30.0, THEN, later), within(1e-9));
    }

    @Test
    void letsNegativePointsFadeToo() {
        assertThat(Decay.left(-40, 90.0, THEN, THEN.plus(Duration.ofDays(90)))).isEqualTo(-20);
    }

    @Test
    void keepsPointsWithoutHalfLife() {
        assertThat(Decay.left(10, null, THEN, THEN.plus(Duration.ofDays(3650)))).isEqualTo(10);
    }

    @Test
    void isNotWorthMoreBeforeItHappened() {
        assertThat(Decay.left(40, 30.0, THEN, THEN.minus(Duration.ofDays(30)))).isEqualTo(40);
    }
}
