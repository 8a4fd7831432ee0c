package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.journey.table.DeployedTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRetryTests {

    private static final DeployedTable TABLE = DeployedTable.of("call-retry");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource({
        "not-reached, 1, FirstMiss, again",
        "voicemail, 1, VoicemailFirst, again",
        "not-reached, 2, SecondMiss, again",
        "voicemail, 2, SecondMiss, again",
        "not-reached, 3, ThirdMiss, mail",
        "voicemail, 3, ThirdMiss, mail",
        "not-reached, 4, Enough, give up",
        "wrong-number, 1, WrongNumber, mail",
        "wrong-number, 9, WrongNumber, mail",
        "something-else, 1, Enough, give up"})
    void saysWhatFollows(String outcome, int attempt, String rule, String next) {
        assertThat(TABLE.matches(Map.of("outcome", outcome, "attempt", attempt))).singleElement().satisfies(match -> {
            assertThat(match.rule()).isEqualTo(rule);
            assertThat(match.outputs()).containsEntry("next", next);
            assertThat(match.number("waitHours") != null).as("waits only before another call").isEqualTo(next.equals("again"));
        });
        SEEN.add(rule);
    }

    @Test
    void leavesNoGapAndEndsSomeTime() {
        for (String outcome : List.of("not-reached", "voicemail", "wrong-number", "reached", "")) {
            for (int attempt = 0; attempt <= 12; attempt++) {
                assertThat(TABLE.matches(Map.of("outcome", outcome, "attempt", attempt))).as(outcome + " " + attempt).hasSize(1);
            }
            assertThat(TABLE.matches(Map.of("outcome", outcome, "attempt", 12)).get(0).outputs().get("next")).isNotEqualTo("again");
        }
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
