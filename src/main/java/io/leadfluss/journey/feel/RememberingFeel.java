package io.leadfluss.journey.feel;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;

/**
 * FEEL as the engine speaks it, but remembering what a test said about a value. The library parses each cell of a table anew and builds all its
 * functions again for it, which takes most of the time of a decision. Only what depends on nothing but the value itself is remembered.
 */
public final class RememberingFeel implements FeelEngine {

    private static final int KEPT = 20_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Set<String> CHANGING = Set.of("now", "today", "random");

    private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();
    private final Map<String, Set<String>> names = new ConcurrentHashMap<>();
    private final Map<Question, Optional<Object>> answers = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String expression, VariableContext context) {
        if (NAME.matcher(expression).matches() && context.containsVariable(expression)) {
            Object value = context.resolve(expression).getValue();
            if (isPlain(value)) {
                return (T) value;
            }
        }
        if (!asksOnlyTheValue(expression, context)) {
            return feel.evaluateSimpleExpression(expression, context);
        }
        Question question = new Question(expression, false, null);
        Optional<Object> known = answers.get(question);
        return (T) (known != null ? known
                : remember(question, Optional.ofNullable(feel.evaluateSimpleExpression(expression, context)))).orElse(null);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String expression, String inputVariable, VariableContext context) {
        Object value = context.containsVariable(inputVariable) ? context.resolve(inputVariable).getValue() : null;
        if (!isPlain(value) || !asksOnlyTheValue(expression, context)) {
            return feel.evaluateSimpleUnaryTests(expression, inputVariable, context);
        }
        Question question = new Question(expression, true, value);
        Optional<Object> known = answers.get(question);
        return (Boolean) (known != null ? known
                : remember(question, Optional.of(feel.evaluateSimpleUnaryTests(expression, inputVariable, context)))).orElseThrow();
    }

    private Optional<Object> remember(Question question, Optional<Object> answer) {
        if (answers.size() >= KEPT) {
            answers.clear();
        }
        answers.put(question, answer);
        return answer;
    }

    private boolean asksOnlyTheValue(String expression, VariableContext context) {
        if (names.size() >= KEPT) {
            names.clear();
        }
        Set<String> named = names.computeIfAbsent(expression, RememberingFeel::names);
        return Collections.disjoint(named, CHANGING) && named.stream().noneMatch(context::containsVariable);
    }

    private static Set<String> names(String expression) {
        return Arrays.stream(TEXT.matcher(expression).replaceAll(" ").split("\\W+")).filter(word -> NAME.matcher(word).matches())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isPlain(Object value) {
        return value == null || value instanceof String || value instanceof Boolean || value instanceof Number;
    }

    /** A cell and a value; tests of a value are another language than expressions. */
    private record Question(String expression, boolean test, Object value) {
    }
}
