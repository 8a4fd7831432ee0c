package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.journey.table.DeployedTable;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadGradeTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-grade");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource({"300, A", "50, A", "49.99, B", "30, B", "29.99, C", "10, C", "9.99, D", "0, D", "-100, D"})
    void gradesAnyFit(double fit, String grade) {
        assertThat(TABLE.matches(Map.of("fit", fit))).singleElement().satisfies(match -> {
            assertThat(match.outputs()).containsEntry("grade", grade);
            SEEN.add(match.rule());
        });
    }

    @Test
    void leavesNoGap() {
        for (int fit = -15_000; fit <= 15_000; fit++) {
            assertThat(TABLE.matches(Map.of("fit", fit / 100.0))).as("%s", fit / 100.0).hasSize(1);
        }
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
