package io.leadfluss.journey;

import io.leadfluss.rules.DecisionTables.Match;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.core.NestedExceptionUtils;

/** One version of a decision table, which not only decides but says by which rules and why. Only FEEL is spoken: it has no way to call code. */
final class DecisionTable {

    private static final int KEPT_ANSWERS = 2_000;
    private static final ThreadLocal<DmnDecisionTableEvaluationEvent> EVALUATED = new ThreadLocal<>();
    private static final DmnEngine ENGINE = engine();

    private final String key;
    private final int version;
    private final DmnDecision decision;
    private final Map<String, Rule> rules;
    private final List<Column> columns;
    private final boolean timeless;
    private final Map<Map<String, Object>, List<Match>> answers = new ConcurrentHashMap<>();

    private DecisionTable(String key, int version, DmnDecision decision, Map<String, Rule> rules, List<Column> columns, boolean timeless) {
        this.key = key;
        this.version = version;
        this.decision = decision;
        this.rules = rules;
        this.columns = columns;
        this.timeless = timeless;
    }

    /** @throws IllegalStateException when the model has no decision table of this key or one that cannot be read */
    static DecisionTable of(String key, int version, DmnModelInstance model) {
        Decision decision = model.getModelElementById(key);
        if (decision == null || !(decision.getExpression() instanceof org.camunda.bpm.model.dmn.instance.DecisionTable table)) {
            throw new IllegalStateException("The table " + key + " is missing: its file must hold a decision table with this id");
        }
        Map<String, Rule> rules = table.getRules().stream().collect(Collectors.toMap(Rule::getId, rule -> rule, (a, b) -> a, LinkedHashMap::new));
        List<Column> columns = table.getInputs().stream().map(DecisionTable::column).toList();
        // An answer may be kept as long as nothing but the inputs decides.
        boolean timeless = !Dmn.convertToString(model).matches("(?s).*\\b(now|today)\\s*\\(.*");
        return new DecisionTable(key, version, ENGINE.parseDecision(key, model), rules, columns, timeless);
    }

    /** The rules that match, in the table's order. */
    List<Match> evaluate(Map<String, Object> inputs) {
        List<Match> known = answers.get(inputs);
        if (known != null) {
            return known;
        }
        List<Match> matches = decide(inputs);
        if (timeless) {
            if (answers.size() >= KEPT_ANSWERS) {
                answers.clear();
            }
            answers.put(Collections.unmodifiableMap(new HashMap<>(inputs)), matches);
        }
        return matches;
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
        Rule rule = rules.get(matched.getId());
        Map<String, Object> outputs = new LinkedHashMap<>();
        matched.getOutputEntries().forEach((name, output) -> outputs.put(name, output.getValue().getValue()));
        String reason = rule.getDescription() == null ? matched.getId() : rule.getDescription().getTextContent().strip();
        return new Match(matched.getId(), reason, words(rule, inputs), version, Collections.unmodifiableMap(outputs));
    }

    /** Only what the rule looks at: a reader wants to know why, not all that is known. */
    private String words(Rule rule, Map<String, Object> inputs) {
        StringBuilder words = new StringBuilder();
        Iterator<InputEntry> entries = rule.getInputEntries().iterator();
        for (Column column : columns) {
            String test = entries.next().getText().getTextContent().strip();
            if (!test.isEmpty() && !test.equals("-")) {
                Object value = inputs.get(column.expression);
                words.append(words.isEmpty() ? "" : "; ").append(column.heading).append(": ").append(value == null ? "–" : value);
            }
        }
        return words.toString();
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
}
