package io.leadfluss.journey.table;

import io.leadfluss.journey.feel.RememberingFeel;
import io.leadfluss.rules.DecisionTables.Match;
import io.leadfluss.rules.DecisionTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.core.NestedExceptionUtils;

/** One version of a decision table, which not only decides but says by which rules and why. Only FEEL is spoken: it has no way to call code. */
final class DecisionTable {

    private static final int KEPT_ANSWERS = 2_000;
    private static final ThreadLocal<DmnDecisionTableEvaluationEvent> EVALUATED = new ThreadLocal<>();
    private static final DmnEngine ENGINE = engine();
    private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern TEXTS = Pattern.compile(TEXT + "(?:\\s*,\\s*" + TEXT + ")*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,8}");
    private static final Pattern LIMIT = Pattern.compile("(?:[<>]=?\\s*)?\\d{1,8}|[\\[\\](]\\d{1,8}\\.\\.\\d{1,8}[\\[\\])]");
    private static final Pattern NUMBERS = Pattern.compile("(?:" + LIMIT + ")(?:\\s*,\\s*(?:" + LIMIT + "))*");
    private static final Pattern PLAIN = Pattern.compile("|null|true|false|-?\\d+(?:\\.\\d+)?|" + TEXT);

    private final String key;
    private final int version;
    private final DmnDecision decision;
    private final Map<String, Row> rows;
    private final List<Column> columns;
    private final boolean timeless;
    private final Map<Map<String, Object>, List<Match>> answers = new ConcurrentHashMap<>();

    private DecisionTable(String key, int version, DmnDecision decision, Map<String, Row> rows, List<Column> columns, boolean timeless) {
        this.key = key;
        this.version = version;
        this.decision = decision;
        this.rows = rows;
        this.columns = columns;
        this.timeless = timeless;
    }

    /** @throws IllegalStateException when the model has no decision table of this key or one that cannot be read */
    static DecisionTable of(String key, int version, DmnModelInstance model) {
        Decision decision = model.getModelElementById(key);
        if (decision == null || !(decision.getExpression() instanceof org.camunda.bpm.model.dmn.instance.DecisionTable table)) {
            throw new IllegalStateException("The table " + key + " is missing: its file must hold a decision table with this id");
        }
        Map<String, Row> rows = table.getRules().stream().collect(Collectors.toMap(Rule::getId, DecisionTable::row, (a, b) -> a, LinkedHashMap::new));
        List<Column> columns = table.getInputs().stream().map(DecisionTable::column).toList();
        // An answer may be kept as long as nothing but the inputs decides.
        boolean timeless = !Dmn.convertToString(model).matches("(?s).*\\b(now|today)\\s*\\(.*");
        return new DecisionTable(key, version, ENGINE.parseDecision(key, model), rows, columns, timeless);
    }

    int version() {
        return version;
    }

    /** All texts that the rules ask an input for; empty when a rule asks for none or in another way. */
    Optional<Set<String>> named(String input) {
        int at = columns.stream().map(Column::expression).toList().indexOf(input);
        if (at < 0 || rows.values().stream().anyMatch(row -> row.cells.get(at).texts == null)) {
            return Optional.empty();
        }
        return Optional.of(rows.values().stream().flatMap(row -> row.cells.get(at).texts.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** The rules that match, in the table's order. */
    List<Match> evaluate(Map<String, Object> inputs) {
        if (!timeless) {
            return decide(inputs);
        }
        Map<String, Object> question = question(inputs);
        List<Match> known = answers.get(question);
        if (known == null) {
            known = decide(inputs);
            if (answers.size() >= KEPT_ANSWERS) {
                answers.clear();
            }
            answers.put(question, known);
            return known;
        }
        return known.stream().map(match -> new Match(match.rule(), match.reason(), looked(rows.get(match.rule()), inputs), version, match.outputs()))
                .toList();
    }

    /**
     * Only what can make a difference, so that the next answer is likely to be known: what no rule asks for, or which number above all limits,
     * cannot.
     */
    private Map<String, Object> question(Map<String, Object> inputs) {
        List<Row> possible = rows.values().stream().filter(row -> row.mayMatch(columns, inputs)).toList();
        Map<String, Object> question = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            List<Cell> asked = possible.stream().map(row -> row.cells.get(at)).filter(cell -> !cell.isEmpty()).toList();
            if (!asked.isEmpty()) {
                Object value = inputs.get(columns.get(i).expression);
                boolean counted = value instanceof Integer && asked.stream().allMatch(cell -> cell.highest != null);
                question.put(columns.get(i).expression,
                        counted ? (Object) Math.min((Integer) value, asked.stream().mapToInt(cell -> cell.highest).max().orElseThrow() + 1) : value);
            }
        }
        // An output may be computed from any input.
        if (possible.stream().anyMatch(row -> row.computes)) {
            question.putAll(inputs);
        }
        return question;
    }

    private List<Match> decide(Map<String, Object> inputs) {
        try {
            ENGINE.evaluateDecisionTable(decision, inputs);
            return EVALUATED.get().getMatchingRules().stream().map(rule -> match(rule, inputs)).toList();
        } catch (RuntimeException e) {
            throw new IllegalStateException("The table " + key + " version " + version + " cannot be evaluated: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage(), e);
        } finally {
            EVALUATED.remove();
        }
    }

    private Match match(DmnEvaluatedDecisionRule matched, Map<String, Object> inputs) {
        Row row = rows.get(matched.getId());
        Map<String, Object> outputs = new LinkedHashMap<>();
        matched.getOutputEntries().forEach((name, output) -> outputs.put(name, output.getValue().getValue()));
        return new Match(matched.getId(), row.reason, looked(row, inputs), version, Collections.unmodifiableMap(outputs));
    }

    /** Only what the rule looks at: a reader wants to know why, not all that is known. */
    private List<DecisionTables.Input> looked(Row row, Map<String, Object> inputs) {
        List<DecisionTables.Input> looked = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!row.cells.get(i).isEmpty()) {
                Column column = columns.get(i);
                looked.add(new DecisionTables.Input(column.expression, column.heading, inputs.get(column.expression)));
            }
        }
        return looked;
    }

    private static Row row(Rule rule) {
        String reason = rule.getDescription() == null ? rule.getId() : rule.getDescription().getTextContent().strip();
        boolean computes = rule.getOutputEntries().stream().map(entry -> entry.getText().getTextContent().strip())
                .anyMatch(output -> !PLAIN.matcher(output).matches());
        return new Row(reason, rule.getInputEntries().stream().map(entry -> Cell.of(entry.getText().getTextContent().strip())).toList(), computes);
    }

    private static Column column(Input input) {
        String expression = input.getInputExpression().getText().getTextContent().strip();
        String heading = input.getLabel() == null || input.getLabel().isBlank() ? expression : input.getLabel();
        return new Column(heading, expression);
    }

    private static DmnEngine engine() {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        configuration.setCustomPostDecisionTableEvaluationListeners(List.of(EVALUATED::set));
        // DMN's own number type, which the library knows as nothing but its Java kinds.
        configuration.getTransformer().getDataTypeTransformerRegistry().addTransformer("number", Variables::untypedValue);
        configuration.setFeelEngineFactory(RememberingFeel::new);
        configuration.setScriptEngineResolver(language -> {
            throw new IllegalStateException("a table may only use FEEL, not " + language);
        });
        configuration.setElProvider(expression -> {
            throw new IllegalStateException("a table may only use FEEL");
        });
        return configuration.buildEngine();
    }

    private record Column(String heading, String expression) {
    }

    private record Row(String reason, List<Cell> cells, boolean computes) {

        boolean mayMatch(List<Column> columns, Map<String, Object> inputs) {
            for (int i = 0; i < cells.size(); i++) {
                Set<String> texts = cells.get(i).texts;
                if (texts != null && inputs.get(columns.get(i).expression) instanceof String text && !texts.contains(text)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * What a rule asks an input for.
     *
     * @param texts when it names texts, else null
     * @param highest the highest number it compares with, when it does nothing else, else null
     */
    private record Cell(String test, Set<String> texts, Integer highest) {

        static Cell of(String test) {
            Set<String> texts = TEXTS.matcher(test).matches()
                    ? TEXT.matcher(test).results().map(text -> text.group(1)).collect(Collectors.toUnmodifiableSet()) : null;
            Integer highest = NUMBERS.matcher(test).matches()
                    ? NUMBER.matcher(test).results().map(number -> Integer.valueOf(number.group())).max(Integer::compare).orElseThrow() : null;
            return new Cell(test, texts, highest);
        }

        boolean isEmpty() {
            return test.isEmpty() || test.equals("-");
        }
    }
}
