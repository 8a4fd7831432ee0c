package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadQualificationTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-qualification");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource({
        "-20, 300, NoMatch, false",
        "9.99, 300, NoMatch, false",
        "10, 24.99, NoInterest, false",
        "90, -40, NoInterest, false",
        "50, 44.99, NotYet, false",
        "50, 45, GoodMatch, true",
        "49.99, 69.99, NotYet, false",
        "49.99, 70, FairMatchVeryInterested, true",
        "30, 70, FairMatchVeryInterested, true",
        "29.99, 109.99, NotYet, false",
        "29.99, 110, WeakMatchExtremelyInterested, true",
        "10, 110, WeakMatchExtremelyInterested, true"})
    void drawsTheLine(double fit, double engagement, String rule, boolean qualified) {
        List<Match> matches = TABLE.matches(Map.of("fit", fit, "engagement", engagement));

        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.rule()).isEqualTo(rule);
            assertThat(match.outputs()).containsEntry("qualified", qualified);
        });
        SEEN.add(rule);
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
