package io.leadfluss.journey.feel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberingFeelTests {

    private final FeelEngine feel = new RememberingFeel();
    private final FeelEngine library = new ScalaFeelEngineFactory().createInstance();

    @ParameterizedTest
    @ValueSource(strings = {"\"DE\", \"AT\"", "not(\"DE\", \"AT\")", "> 5", "[5..10)", "]5..10]", "5", "true", "false", "null", "? != null",
            "-", "string length(?) > 1", "some word in [\"sal\", \"D\"] satisfies contains(?, word)", "limit", "> limit", "< limit + 1"})
    void answersTestsAsTheLibraryDoesTheFirstTimeAndAgain(String test) {
        for (Object value : Arrays.asList("DE", "sales", "", 5, 5.0, 7L, 10, -1, true, false, null)) {
            for (int limit = 4; limit < 8; limit++) {
                VariableContext context = context(value, limit);
                Object expected = answer(library, test, context);
                assertThat(answer(feel, test, context)).as("%s of %s", test, value).isEqualTo(expected);
                assertThat(answer(feel, test, context)).as("%s of %s again", test, value).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "-3.5", "\"team-dach\"", "true", "1 + 2", "limit + 1", "cellInput = \"DE\"", "\"limit\"", "unknown", "{a: limit}.a"})
    void answersExpressionsAsTheLibraryDoes(String expression) {
        for (int limit = 4; limit < 8; limit++) {
            Object expected = library.evaluateSimpleExpression(expression, context("DE", limit));
            Object answer = feel.evaluateSimpleExpression(expression, context("DE", limit));
            assertThat(answer).isEqualTo(expected);
        }
    }

    @Test
    void looksNamesUpEachTime() {
        Object first = feel.evaluateSimpleExpression("cellInput", context("DE", 1));
        Object second = feel.evaluateSimpleExpression("cellInput", context("AT", 1));

        assertThat(first).isEqualTo("DE");
        assertThat(second).isEqualTo("AT");
    }

    private static Object answer(FeelEngine feel, String test, VariableContext context) {
        try {
            return feel.evaluateSimpleUnaryTests(test, "cellInput", context);
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }

    private static VariableContext context(Object value, int limit) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("cellInput", value);
        variables.put("limit", limit);
        return Variables.fromMap(variables).asVariableContext();
    }
}
