package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadfluss.journey.table.DeployedTable;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Degrees of heat, limits of all rules together, and the weights of people in a company. */
class LeadHeatTests {

    @Test
    void degreesAreReachedLaterThanTheyAreLost() {
        DeployedTable table = DeployedTable.of("lead-heat");
        List<Match> degrees = table.matches(Map.of("line", ""));

        assertThat(degrees).extracting(Match::rule).containsExactlyElementsOf(table.allRules());
        assertThat(degrees).extracting(degree -> degree.number("heat"), degree -> degree.number("from"), degree -> degree.number("until"))
                .containsExactly(tuple(1.0, 110.0, 95.0), tuple(2.0, 70.0, 60.0), tuple(3.0, 45.0, 38.0));
    }

    @Test
    void everyLineHasLimits() {
        DeployedTable table = DeployedTable.of("lead-caps");
        List<Match> caps = table.matches(Map.of("line", "anything"));

        assertThat(caps).extracting(Match::rule).containsExactlyElementsOf(table.allRules());
        assertThat(caps).extracting(limit -> limit.number("cap"), limit -> limit.number("capPerDay")).containsExactly(tuple(200.0, 120.0));
    }

    @Test
    void everyoneInACompanyHasAWeightThatFalls() {
        DeployedTable table = DeployedTable.of("lead-account");
        List<Match> people = IntStream.rangeClosed(1, 60).mapToObj(place -> table.matches(Map.of("place", place))).map(matches -> {
            assertThat(matches).hasSize(1);
            return matches.get(0);
        }).toList();

        assertThat(people).extracting(Match::rule).containsOnlyElementsOf(table.allRules()).containsAll(table.allRules());
        assertThat(people).extracting(match -> match.number("weight")).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @CsvSource({"1, First, 1", "2, Second, 0.5", "3, More, 0.25", "5, More, 0.25", "6, Many, 0.05", "50, Many, 0.05"})
    void theMostInterestedOfACompanyCountsMost(int place, String rule, double weight) {
        assertThat(DeployedTable.of("lead-account").matches(Map.of("place", place))).singleElement().satisfies(match -> {
            assertThat(match.rule()).isEqualTo(rule);
            assertThat(match.number("weight")).isEqualTo(weight);
        });
    }
}
