package io.leadfluss.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Set<String> TOPICS = Set.of("guides", "events");
    private static final Preference BEFORE = new Preference(Set.of("guides", "old-topic"), Frequency.WEEKLY, NOW.plusSeconds(60));

    @Test
    void whatIsMissingChangesNothing() {
        assertThat(new Choice(null, null, null, null).applied(BEFORE, TOPICS, NOW)).isEqualTo(BEFORE);
    }

    @Test
    void anUntickedTopicIsMutedAndATickedOneIsNot() {
        Preference after = new Choice(Set.of("guides", "events"), Set.of("guides"), null, null).applied(BEFORE, TOPICS, NOW);

        assertThat(after.muted()).containsExactlyInAnyOrder("events", "old-topic");
    }

    @Test
    void namesThatAreNoTopicsAreNotKept() {
        Preference after = new Choice(Set.of("guides", "<script>"), null, "HOURLY", "P100Y").applied(BEFORE, TOPICS, NOW);

        assertThat(after).isEqualTo(BEFORE);
    }

    @ParameterizedTest
    @CsvSource({"P1M, 2026-12-22T10:00:00Z", "P3M, 2027-02-22T10:00:00Z", "none,"})
    void aBreakCountsFromNow(String pause, Instant end) {
        assertThat(new Choice(null, null, null, pause).applied(BEFORE, TOPICS, NOW).pausedUntil()).isEqualTo(end);
    }

    @Test
    void choosesHowOften() {
        assertThat(new Choice(null, null, "MONTHLY", null).applied(BEFORE, TOPICS, NOW).frequency()).isEqualTo(Frequency.MONTHLY);
    }
}
