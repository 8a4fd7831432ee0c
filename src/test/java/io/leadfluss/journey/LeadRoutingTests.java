package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadRoutingTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-routing");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "US, en, B2C, messe, Consumer, team-consumer",
        "-, de, B2C, -, Consumer, team-consumer",
        "DE, de, B2B, messe-hannover, HotInHomeMarket, team-dach",
        "FR, fr, B2B, referral, HotAbroad, team-international",
        "FR, de, B2B, partner, HotAbroad, team-international",
        "CH, fr, B2B, -, HomeMarket, team-dach",
        "DE, en, B2B, newsletter, HomeMarket, team-dach",
        "-, de, B2B, -, GermanSpeaker, team-dach",
        "US, de, B2B, website, GermanSpeakerAbroad, team-dach",
        "US, en, B2B, website, Elsewhere, team-international",
        "-, en, B2B, -, Elsewhere, team-international"})
    void findsTheTeam(String country, String language, String kind, String source, String rule, String team) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("country", country);
        inputs.put("language", language);
        inputs.put("kind", kind);
        inputs.put("source", source);

        List<Match> matches = TABLE.matches(inputs);

        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.rule()).isEqualTo(rule);
            assertThat(match.outputs()).containsEntry("team", team);
            assertThat(match.number("acceptHours")).isPositive();
            assertThat(match.number("escalateHours")).isGreaterThanOrEqualTo(match.number("acceptHours"));
        });
        SEEN.add(rule);
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
