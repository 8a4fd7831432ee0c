package io.leadfluss.journey.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Slips of the pen in any column of numbers of any table that we read. */
class TableRulesTests {

    private static final List<String> NO_NUMBERS = List.of("viel", "\"12\"", "12,5", "NaN", "1e999", "Infinity", "- 5", "10 20", "-", "null", "count");

    private final ModelRules rules = new ModelRules(name -> true, name -> true, name -> true, (window, validFor) -> Optional.empty());

    static Stream<Arguments> columnsOfNumbers() {
        return Stream.of(new File("processes").listFiles((folder, name) -> name.endsWith(".dmn"))).map(file -> file.getName().replace(".dmn", "")).sorted()
                .flatMap(key -> table(model(key)).getOutputs().stream().filter(output -> List.of("double", "integer").contains(output.getTypeRef()))
                        .map(output -> arguments(key, output.getName())));
    }

    @ParameterizedTest
    @MethodSource("columnsOfNumbers")
    void refuseWhatIsNoNumberAndSayWhere(String key, String column) {
        List<Rule> all = List.copyOf(table(model(key)).getRules());
        int last = all.size();

        for (String slip : NO_NUMBERS) {
            assertThat(findings(key, last, column, slip)).as(slip).singleElement().asString()
                    .contains(key + ".dmn, " + all.get(last - 1).getId() + ": rule " + last + ", column '" + label(key, column) + "' says '" + slip + "'");
        }
        assertThat(findings(key, last, column, "40")).isEmpty();
    }

    @Test
    void areManyMoreThanTen() {
        assertThat(columnsOfNumbers().map(each -> each.get()[0] + " " + each.get()[1])).hasSizeGreaterThan(20)
                .contains("lead-fit points", "lead-engagement-training halfLifeDays", "lead-recycle bar", "call-retry waitHours", "contact-policy gapHours");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "lead-fit, points, '', is empty: write a number, as 12 or -7.5",
        "lead-engagement, points, '', is empty",
        "lead-engagement-training, points, '', is empty",
        "lead-engagement, halfLifeDays, -30, 'says ''-30'': write a number above 0'",
        "lead-engagement, halfLifeDays, 0, 'says ''0'''",
        "lead-engagement, halfLifeDays, 0.0, 'says ''0.0'''",
        "lead-engagement, cap, -1, 'says ''-1'''",
        "lead-engagement, capPerDay, 0, 'says ''0'''",
        "lead-caps, cap, -200, 'says ''-200'''",
        "lead-heat, heat, '', is empty",
        "lead-heat, heat, 0, 'says ''0'': write a whole number from 1'",
        "lead-heat, from, '', is empty",
        "lead-heat, until, '', is empty",
        "lead-heat, until, 46, 'kept until 46 points but reached from 45'",
        "lead-account, weight, -1, 'says ''-1'''",
        "lead-account, weight, '', is empty",
        "lead-recycle, quietDays, -1, 'says ''-1'''",
        "lead-recycle, bar, 2.5, 'says ''2.5'': write a whole number'",
        "lead-routing, acceptHours, '', is empty",
        "lead-routing, escalateHours, 0, 'says ''0'''",
        "lead-routing, policy, '\"round-robbin\"', 'says ''\"round-robbin\"'': write one of \"round robin\", \"least loaded\"'",
        "lead-routing, policy, round robin, 'says ''round robin'': write one of'",
        "lead-routing, policy, '', is empty",
        "lead-routing, team, Team DACH, 'says ''Team DACH'': write a key'",
        "lead-recycle, outcome, '\"again\"', 'write one of \"recycle\", \"disqualify\"'",
        "call-retry, waitHours, -2, 'says ''-2'''",
        "lead-grade, grade, AA, 'one capital letter'",
        "lead-grade, grade, '\"a\"', 'one capital letter'",
        "lead-qualification, qualified, yes, 'says ''yes'': write true or false'",
        "lead-qualification, qualified, '', is empty"})
    void refuseWhatNoRuleCanMean(String key, String column, String slip, String words) {
        assertThat(findings(key, table(model(key)).getRules().size(), column, slip)).singleElement().asString().contains(words);
    }

    @ParameterizedTest
    @CsvSource({"lead-fit, points, -7.5", "lead-engagement, halfLifeDays, ''", "lead-engagement, cap, ''", "lead-engagement, capPerDay, 0.5",
        "lead-caps, cap, ''", "lead-account, weight, 0", "lead-recycle, bar, ''", "call-retry, waitHours, ''"})
    void acceptWhatARuleCanMean(String key, String column, String cell) {
        assertThat(findings(key, 1, column, cell)).isEmpty();
    }

    @Test
    void missAColumnThatIsCalledOtherwise() {
        assertThat(check("lead-fit", Dmn.convertToString(model("lead-fit")).replace("name=\"points\"", "name=\"punkte\""))).extracting(ModelFinding::message)
                .containsExactly("has no column called 'points', which is what is read", "is called 'punkte', which nobody reads: there are [points]");
        assertThat(check("lead-engagement", Dmn.convertToString(model("lead-engagement")).replace("name=\"capPerDay\"", "name=\"capperday\"")))
                .singleElement().asString().contains("is called 'capperday'");
    }

    @Test
    void refuseNumbersInAColumnOfTexts() {
        String texts = Dmn.convertToString(model("lead-fit")).replace("name=\"points\" typeRef=\"double\"", "name=\"points\" typeRef=\"string\"");

        assertThat(check("lead-fit", texts)).singleElement().asString().contains("is of type 'string': choose the type double");
        assertThat(findings("lead-heat", 1, "heat", "1.5")).isNotEmpty();
    }

    @Test
    void holdForEveryProductLine() {
        String line = Dmn.convertToString(model("lead-engagement")).replace("id=\"lead-engagement\"", "id=\"lead-engagement-services\"")
                .replaceFirst("<text>35</text>", "<text>fünfunddreißig</text>");

        assertThat(check("lead-engagement-services", line)).singleElement().asString().contains("rule 1, column 'Points' says 'fünfunddreißig'");
    }

    private List<ModelFinding> findings(String key, int number, String column, String cell) {
        DmnModelInstance model = model(key);
        Rule rule = List.copyOf(table(model).getRules()).get(number - 1);
        List<String> names = new ArrayList<>(table(model).getOutputs().stream().map(Output::getName).toList());
        List.copyOf(rule.getOutputEntries()).get(names.indexOf(column)).getText().setTextContent(cell);
        return check(key, Dmn.convertToString(model));
    }

    private List<ModelFinding> check(String key, String xml) {
        return rules.check(Map.of(key + ".dmn", xml.getBytes(UTF_8)));
    }

    private static String label(String key, String column) {
        return table(model(key)).getOutputs().stream().filter(output -> output.getName().equals(column)).findFirst().orElseThrow().getLabel();
    }

    private static DecisionTable table(DmnModelInstance model) {
        return model.getModelElementsByType(DecisionTable.class).iterator().next();
    }

    private static DmnModelInstance model(String key) {
        return Dmn.readModelFromFile(new File("processes/" + key + ".dmn"));
    }
}
