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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadFitTests {

    private static final DeployedTable TABLE = DeployedTable.of("lead-fit");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "completeness, 100, ProfileComplete",
        "completeness, 90, ProfileComplete",
        "completeness, 89, ProfileMostlyComplete",
        "completeness, 50, ProfileMostlyComplete",
        "completeness, 49, ''",
        "kind, B2B, BusinessCustomer",
        "kind, B2C, PrivatePerson",
        "country, AT, HomeMarket",
        "country, FR, NeighbourMarket",
        "country, US, ''",
        "country, -, ''",
        "jobTitle, geschäftsführerin, DecisionMaker|JobKnown",
        "jobTitle, head of procurement, DecisionMaker|JobKnown",
        "jobTitle, ceo, DecisionMaker|JobKnown",
        "jobTitle, product owner, JobKnown",
        "jobTitle, vertriebsleiter, DecisionMaker|MarketingOrSales|JobKnown",
        "jobTitle, referentin marketing, MarketingOrSales|JobKnown",
        "jobTitle, student, JobKnown|StudentOrTrainee",
        "jobTitle, intern, JobKnown|StudentOrTrainee",
        "jobTitle, internal auditor, JobKnown",
        "jobTitle, -, ''",
        "companyDomain, example.com, OwnCompanyAddress",
        "companyDomain, competitor.example, OwnCompanyAddress|Competitor",
        "companyDomain, -, ''",
        "freeMail, true, ''",
        "phoneGiven, true, PhoneGiven",
        "origin, DIRECT, CameByItself",
        "origin, BOUGHT, BoughtAddress",
        "origin, DIALOG, ''"})
    void judgesWhatALeadIs(String input, String value, String rules) {
        assertRules(Map.of(), input, value, rules);
    }

    @ParameterizedTest
    @CsvSource({"B2B, BusinessCustomer|BusinessWithPrivateAddress", "B2C, PrivatePerson"})
    void doubtsABusinessWithAPrivateAddress(String kind, String rules) {
        assertRules(Map.of("freeMail", true), "kind", kind, rules);
    }

    private static void assertRules(Map<String, Object> others, String input, String value, String rules) {
        Map<String, Object> inputs = new HashMap<>(Map.of("completeness", 0, "kind", "", "freeMail", false, "phoneGiven", false, "origin", ""));
        List.of("country", "jobTitle", "companyDomain").forEach(name -> inputs.put(name, null));
        inputs.putAll(others);
        inputs.put(input, switch (input) {
            case "completeness" -> Integer.valueOf(value);
            case "freeMail", "phoneGiven" -> Boolean.valueOf(value);
            default -> value;
        });

        List<Match> matches = TABLE.matches(inputs);

        assertThat(matches.stream().map(Match::rule)).containsExactly(rules.isEmpty() ? new String[0] : rules.split("\\|"));
        assertThat(matches).allSatisfy(match -> assertThat(match.number("points")).isNotZero());
        matches.forEach(match -> SEEN.add(match.rule()));
    }

    @AfterAll
    static void everyRuleIsTried() {
        assertThat(SEEN).containsExactlyInAnyOrderElementsOf(TABLE.allRules());
    }
}
