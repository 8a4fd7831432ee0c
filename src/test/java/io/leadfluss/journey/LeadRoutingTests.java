package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.journey.table.DeployedTable;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadRoutingTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-routing");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "US, 10001, -, 12, en, B2C, messe, QUALIFY, Consumer, team-consumer",
        "-, -, -, -, de, B2C, -, CALL, Consumer, team-consumer",
        "DE, 70173, -, 5000, de, B2B, messe, CALL, CallInHomeMarket, team-dach",
        "CH, 1201, -, 5000, fr, B2B, messe, QUALIFY, Romandie, team-international",
        "CH, 2300, -, -, fr, B2B, -, QUALIFY, Romandie, team-international",
        "DE, 1201, training, 1000, de, B2B, messe, QUALIFY, KeyAccount, team-dach",
        "DE, -, -, 999, de, B2B, messe-hannover, QUALIFY, HotInHomeMarket, team-dach",
        "FR, 1201, -, 5000, fr, B2B, referral, QUALIFY, HotAbroad, team-international",
        "FR, -, -, -, de, B2B, partner, CALL, HotAbroad, team-international",
        "AT, 6020, training, -, de, B2B, website, QUALIFY, TrainingInHomeMarket, team-dach",
        "CH, 8001, -, -, fr, B2B, -, ENQUIRY, HomeMarket, team-dach",
        "DE, -, -, -, en, B2B, newsletter, QUALIFY, HomeMarket, team-dach",
        "-, -, training, -, de, B2B, -, QUALIFY, GermanSpeaker, team-dach",
        "US, -, training, -, de, B2B, website, CALL, GermanSpeakerAbroad, team-dach",
        "US, 10001, -, 5000, en, B2B, website, QUALIFY, Elsewhere, team-international",
        "-, -, -, -, en, B2B, -, CALL, Elsewhere, team-international"})
    void findsTheTeam(String country, String postcode, String product, Integer employees, String language, String kind, String source, String purpose,
            String rule, String team) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("country", country);
        inputs.put("postcode", postcode);
        inputs.put("product", product);
        inputs.put("employees", employees);
        inputs.put("language", language);
        inputs.put("kind", kind);
        inputs.put("source", source);
        inputs.put("purpose", purpose);

        List<Match> matches = TABLE.matches(inputs);

        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.rule()).isEqualTo(rule);
            assertThat(match.outputs()).containsEntry("team", team);
            assertThat(match.outputs().get("policy")).isIn("round robin", "least loaded", "who knows the company");
            assertThat(match.number("acceptHours")).isPositive();
            assertThat(match.number("escalateHours")).isGreaterThanOrEqualTo(match.number("acceptHours"));
        });
        SEEN.add(rule);
    }

    @Test
    void leavesNoGap() {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put("country", any(random, "DE", "AT", "CH", "LI", "FR", "US", "??"));
            inputs.put("postcode", any(random, "1", "1201", "20095", "80331", "SW1A 1AA"));
            inputs.put("product", any(random, "training", "software", ""));
            inputs.put("employees", random.nextBoolean() ? null : (Object) random.nextInt(5_000));
            inputs.put("language", any(random, "de", "en", "fr"));
            inputs.put("kind", any(random, "B2B", "B2C"));
            inputs.put("source", any(random, "website", "messe-hannover", "referral", ""));
            inputs.put("purpose", any(random, "QUALIFY", "CALL", "ENQUIRY"));

            assertThat(TABLE.matches(inputs)).as(inputs.toString()).singleElement().satisfies(match -> {
                assertThat(match.outputs().get("team")).isIn("team-consumer", "team-dach", "team-international");
                assertThat(match.number("acceptHours")).isPositive();
            });
        }
    }

    /** One of these, or unknown. */
    private static String any(Random random, String... values) {
        int which = random.nextInt(values.length + 1);
        return which == values.length ? null : values[which];
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
