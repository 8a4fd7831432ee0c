package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.journey.table.DeployedTable;
import io.leadfluss.rules.DecisionTables.Match;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadRecycleTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-recycle");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "competitor, messe, A, 0, Competitor",
        "duplicate, -, A, 0, Duplicate",
        "student, -, B, 0, Student",
        "no-budget, messe, A, 3, OftenEnough",
        "-, -, A, 4, OftenEnough",
        "no-need, website, D, 0, NoNeedBadMatch",
        "not-now, website, D, 2, NotNow",
        "no-budget, messe, A, 2, NoBudget",
        "no-need, website, A, 0, NoNeed",
        "no-need, website, -, 0, NoNeed",
        "wrong-person, -, B, 0, WrongPerson",
        "other, messe-hannover, B, 0, MetInPerson",
        "other, -, B, 0, AnyOther",
        "-, -, -, 0, AnyOther"})
    void saysWhatBecomesOfTheLead(String reason, String source, String grade, int returns, String rule) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("reason", reason);
        inputs.put("source", source);
        inputs.put("grade", grade);
        inputs.put("returns", returns);

        assertThat(TABLE.matches(inputs)).singleElement().satisfies(match -> {
            assertThat(match.rule()).isEqualTo(rule);
            if ("recycle".equals(match.outputs().get("outcome"))) {
                sendsBack(match);
            } else {
                assertThat(match.outputs().get("outcome")).isEqualTo("disqualify");
            }
        });
        SEEN.add(rule);
    }

    @Test
    void leavesNoGap() {
        for (String reason : Arrays.asList("competitor", "duplicate", "student", "no-need", "not-now", "no-budget", "wrong-person", "other", "new", "", null)) {
            for (String source : Arrays.asList("website", "messe", "", null)) {
                for (String grade : Arrays.asList("A", "B", "C", "D", "", null)) {
                    for (int returns = 0; returns <= 6; returns++) {
                        Map<String, Object> inputs = new HashMap<>();
                        inputs.put("reason", reason);
                        inputs.put("source", source);
                        inputs.put("grade", grade);
                        inputs.put("returns", returns);
                        assertThat(TABLE.matches(inputs)).as(inputs.toString()).singleElement()
                                .satisfies(match -> assertThat(match.outputs().get("outcome")).isIn("recycle", "disqualify"));
                    }
                }
            }
        }
    }

    private static void sendsBack(Match match) {
        assertThat(match.number("quietDays")).isNotNegative();
        assertThat(match.number("bar")).as("a higher bar than before").isPositive();
        assertThat(Files.exists(Path.of("processes/" + match.outputs().get("journey") + ".bpmn"))).isTrue();
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
