package io.leadfluss.journey.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.rules.DecisionTables.Input;
import io.leadfluss.rules.DecisionTables.Match;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.api.Test;

class DecisionTableTests {

    @Test
    void explainsEachRuleThatMatches() {
        var matches = table("COLLECT\" aggregation=\"SUM", "<text>&gt; 10</text>", "<text>5</text>").evaluate(Map.of("size", 12));

        assertThat(matches).containsExactly(new Match("Big", "It is big", List.of(new Input("size", "Size", 12)), 3, Map.of("points", 5)));
    }

    @Test
    void answersNothingWhereNoRuleMatches() {
        assertThat(table("COLLECT", "<text>&gt; 10</text>", "<text>5</text>").evaluate(Map.of("size", 10))).isEmpty();
    }

    @Test
    void namesTheTableThatCannotBeEvaluated() {
        assertThatThrownBy(() -> table("UNIQUE", "<text>&gt; </text>", "<text>5</text>").evaluate(Map.of("size", 12)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("table sizes version 3 cannot be evaluated");
    }

    @Test
    void speaksNoLanguageThatCanCallCode() {
        for (String language : new String[] {"javascript", "juel", "groovy"}) {
            assertThatThrownBy(() -> table("UNIQUE", "<text>&gt; 10</text>", "<text>${1 + 1}</text>", " expressionLanguage=\"" + language + "\"")
                    .evaluate(Map.of("size", 12))).as(language).isInstanceOf(IllegalStateException.class).hasMessageContaining("FEEL");
        }
    }

    @Test
    void missesATableWhoseFileHoldsAnother() {
        assertThatThrownBy(() -> DecisionTable.of("colours", 1, Dmn.readModelFromStream(xml("UNIQUE", "<text/>", "<text>1</text>", ""))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("colours");
    }

    private static DecisionTable table(String hitPolicy, String test, String points) {
        return table(hitPolicy, test, points, "");
    }

    private static DecisionTable table(String hitPolicy, String test, String points, String language) {
        return DecisionTable.of("sizes", 3, Dmn.readModelFromStream(xml(hitPolicy, test, points, language)));
    }

    private static ByteArrayInputStream xml(String hitPolicy, String test, String points, String language) {
        return new ByteArrayInputStream("""
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Sizes" name="Sizes" namespace="test">
                  <decision id="sizes" name="Sizes">
                    <decisionTable id="Table" hitPolicy="%s">
                      <input id="Input" label="Size"><inputExpression id="Size" typeRef="number"><text>size</text></inputExpression></input>
                      <output id="Output" name="points" typeRef="integer" />
                      <rule id="Big"><description>It is big</description>
                        <inputEntry id="Test">%s</inputEntry>
                        <outputEntry id="Points"%s>%s</outputEntry></rule>
                    </decisionTable>
                  </decision>
                </definitions>""".formatted(hitPolicy, test, language, points).getBytes(StandardCharsets.UTF_8));
    }
}
