package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.journey.table.DeployedTable;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadQualificationTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-qualification");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource({
        "A1, 0, GoodMatch, true",
        "A2, 0, GoodMatch, true",
        "A3, 0, GoodMatch, true",
        "A4, 0, NoInterest, false",
        "B1, 0, FairMatchVeryInterested, true",
        "B2, 0, FairMatchVeryInterested, true",
        "B3, 0, NotYet, false",
        "B4, 0, NoInterest, false",
        "C1, 0, WeakMatchExtremelyInterested, true",
        "C2, 0, NotYet, false",
        "C3, 0, NotYet, false",
        "C4, 0, NoInterest, false",
        "D1, 0, NoMatch, false",
        "D4, 0, NoMatch, false",
        "A1, 1, GoodMatchOnceMore, true",
        "A2, 2, GoodMatchOnceMore, true",
        "A3, 1, NotYetOnceMore, false",
        "B1, 1, FairMatchOnceMore, true",
        "B2, 1, NotYetOnceMore, false",
        "C1, 1, NotYetOnceMore, false",
        "D1, 3, NoMatch, false"})
    void drawsTheLine(String cell, int returns, String rule, boolean qualified) {
        List<Match> matches = TABLE.matches(Map.of("grade", cell.substring(0, 1), "heat", Integer.parseInt(cell.substring(1)), "line", "", "returns", returns));

        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.rule()).isEqualTo(rule);
            assertThat(match.outputs()).containsEntry("qualified", qualified);
        });
        SEEN.add(rule);
    }

    @Test
    void leavesNoGap() {
        for (String grade : List.of("A", "B", "C", "D", "E", "")) {
            for (int heat = 1; heat <= 6; heat++) {
                for (int returns = 0; returns <= 5; returns++) {
                    for (String line : List.of("", "training")) {
                        assertThat(TABLE.matches(Map.of("grade", grade, "heat", heat, "line", line, "returns", returns)))
                                .as(grade + heat + " " + line + " " + returns).singleElement()
                                .satisfies(match -> assertThat(match.outputs().get("qualified")).isInstanceOf(Boolean.class));
                    }
                }
            }
        }
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
