package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.journey.table.DeployedTable;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactPolicyTests {

    private static final DeployedTable TABLE = DeployedTable.of("contact-policy");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource({
        "normal, LEAD, nurture-aida, Usual, 2, 3, 12, 4",
        "normal, CUSTOMER, , Usual, 2, 3, 12, 4",
        "high, LEAD, nurture-aida, Answer, 3, 3, 13, ",
        "high, SQL, nurture-aida, Answer, 3, 3, 13, ",
        "low, LEAD, newsletter-issue, Casual, 1, 2, 5, 24",
        "low, SAL, newsletter-issue, LeftAlone, 1, 1, 4, 24",
        "normal, SQL, nurture-aida, LeftAlone, 1, 1, 4, 24"})
    void limitsWhatALeadGets(String priority, String stage, String journey, String rule, Double perDay, Double perWeek, Double perMonth, Double gap) {
        Map<String, Object> inputs = new HashMap<>(Map.of("priority", priority, "stage", stage, "kind", "B2B", "mailing", "aida-attention"));
        inputs.put("journey", journey);
        inputs.put("country", null);

        List<Match> matches = TABLE.matches(inputs);

        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.rule()).isEqualTo(rule);
            assertThat(match.number("perDay")).isEqualTo(perDay);
            assertThat(match.number("perWeek")).as("three, as the texts of consent promise").isEqualTo(perWeek).isLessThanOrEqualTo(3);
            assertThat(match.number("perMonth")).isEqualTo(perMonth);
            assertThat(match.number("gapHours")).isEqualTo(gap);
        });
        SEEN.add(rule);
    }

    @Test
    void leavesNoGap() {
        for (String priority : List.of("high", "normal", "low", "")) {
            for (String stage : List.of("SUBSCRIBER", "LEAD", "MQL", "SAL", "SQL", "CUSTOMER", "DISQUALIFIED")) {
                Map<String, Object> inputs = new HashMap<>(Map.of("priority", priority, "stage", stage));
                List.of("kind", "mailing", "journey", "country").forEach(unknown -> inputs.put(unknown, null));
                assertThat(TABLE.matches(inputs)).as(inputs.toString()).singleElement().satisfies(match -> assertThat(match.number("perDay")).isPositive());
            }
        }
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
