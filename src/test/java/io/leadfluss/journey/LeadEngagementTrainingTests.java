package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.journey.table.DeployedTable;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadEngagementTrainingTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-engagement-training");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource({
        "SiteVisited, /training/basics, TrainingSeen",
        "SiteVisited, /pricing, ''",
        "LinkClicked, newsletter#schulung, TrainingFollowed",
        "LinkClicked, newsletter#demo, ''",
        "FormSubmitted, training, TrainingWished",
        "FormSubmitted, callback, ''",
        "ContentDownloaded, seminar-plan.pdf, TrainingRead",
        "ContentDownloaded, guide.pdf, ''",
        "MailOpened, training, ''"})
    void givesPointsForInterestInTraining(String fact, String subject, String rules) {
        List<Match> matches = TABLE.matches(Map.of("fact", fact, "subject", subject, "count", 1));

        assertThat(matches.stream().map(Match::rule)).containsExactly(rules.isEmpty() ? new String[0] : rules.split("\\|"));
        assertThat(matches).allSatisfy(match -> {
            assertThat(match.number("capPerDay")).isBetween(match.number("points"), match.number("cap"));
            assertThat(match.number("halfLifeDays")).isPositive();
        });
        matches.forEach(match -> SEEN.add(match.rule()));
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
