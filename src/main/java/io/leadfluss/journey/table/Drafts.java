package io.leadfluss.journey.table;

import io.leadfluss.journey.model.ModelFinding;
import io.leadfluss.journey.model.ModelRules;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DraftTables;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads drafts of tables by the rules for all models, and releases them as deployments of the engine. */
@Component
class Drafts implements DraftTables {

    private static final ModelRules RULES = new ModelRules(step -> false, event -> false, process -> false, (window, time) -> Optional.empty());
    private static final String DECIMAL = "-?\\d{1,9}(\\.\\d{1,9})?";
    private static final String NUMBER = "\\d{1,9}";

    private final RepositoryService repository;
    private final DmnTables tables;
    private final JdbcClient jdbc;

    Drafts(RepositoryService repository, DmnTables tables, JdbcClient jdbc) {
        this.repository = repository;
        this.tables = tables;
        this.jdbc = jdbc;
    }

    @Override
    public Draft read(String file, byte[] content) {
        String name = file.endsWith(".dmn") ? file : file + ".dmn";
        ModelRules.read(name, content);
        List<ModelFinding> findings = RULES.check(Map.of(name, content));
        if (!findings.isEmpty()) {
            throw new IllegalArgumentException(findings.stream().map(ModelFinding::toString).collect(Collectors.joining("\n")));
        }
        try {
            DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(content));
            List<Decision> decisions = List.copyOf(model.getModelElementsByType(Decision.class));
            if (decisions.size() != 1) {
                throw new IllegalArgumentException(file + ": a file must hold one decision table");
            }
            String key = decisions.get(0).getId();
            DecisionTable.of(key, 0, model);
            String tag = decisions.get(0).getVersionTag();
            return new Draft(key, new String(content, StandardCharsets.UTF_8),
                    tag != null && tag.matches(NUMBER) ? Integer.parseInt(tag) : newest(key));
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<Change> changes(Draft draft) {
        Map<String, Rule> before = find(draft.key(), newest(draft.key()))
                .map(found -> rules(repository.getDmnModelInstance(found.getId()))).orElse(Map.of());
        Map<String, Rule> after = rules(parse(draft.model()));
        List<Change> changes = new ArrayList<>();
        after.forEach((id, rule) -> {
            String was = before.containsKey(id) ? words(before.get(id)) : "";
            if (!was.equals(words(rule))) {
                changes.add(new Change(id, reason(rule), was, words(rule)));
            }
        });
        before.forEach((id, rule) -> {
            if (!after.containsKey(id)) {
                changes.add(new Change(id, reason(rule), words(rule), ""));
            }
        });
        return changes;
    }

    @Override
    public List<RuleRow> rules(String key, String column) {
        return find(key, newest(key)).map(found -> {
            var table = table(repository.getDmnModelInstance(found.getId()), key);
            int at = column(table, column);
            return table.getRules().stream().map(rule -> new RuleRow(rule.getId(), reason(rule), at < 0 ? null : number(rule, at))).toList();
        }).orElse(List.of());
    }

    @Override
    public DecisionTables with(Collection<Draft> drafts) {
        Map<String, DecisionTable> changed = new HashMap<>();
        drafts.forEach(draft -> changed.put(draft.key(), DecisionTable.of(draft.key(), draft.basedOn() + 1, parse(draft.model()))));
        return new TriedTables(tables, changed);
    }

    @Override
    public int newest(String key) {
        DecisionDefinition newest = repository.createDecisionDefinitionQuery().decisionDefinitionKey(key).latestVersion().singleResult();
        return newest == null ? 0 : newest.getVersion();
    }

    @Override
    public Optional<String> model(String key, int version) {
        return find(key, version).map(found -> {
            DmnModelInstance model = repository.getDmnModelInstance(found.getId()).clone();
            model.<Decision>getModelElementById(key).setVersionTag(Integer.toString(version));
            return Dmn.convertToString(model);
        });
    }

    @Override
    public Draft withNumbers(Draft draft, String column, Map<String, Double> numbers) {
        DmnModelInstance model = parse(draft.model());
        var table = table(model, draft.key());
        int at = column(table, column);
        table.getRules().stream().filter(rule -> numbers.containsKey(rule.getId())).forEach(rule -> {
            OutputEntry cell = List.copyOf(rule.getOutputEntries()).get(at);
            cell.getText().setTextContent(BigDecimal.valueOf(numbers.get(rule.getId())).stripTrailingZeros().toPlainString());
        });
        return new Draft(draft.key(), Dmn.convertToString(model), draft.basedOn());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> release(Collection<Draft> drafts) {
        // The row that the engine itself locks to deploy: from here on nobody else changes a table.
        jdbc.sql("SELECT VALUE_ FROM ACT_GE_PROPERTY WHERE NAME_ = 'deployment.lock' FOR UPDATE").query(String.class).optional();
        if (drafts.stream().anyMatch(draft -> newest(draft.key()) != draft.basedOn())) {
            return Map.of();
        }
        DeploymentBuilder deployment = repository.createDeployment().name("released").source("trial");
        drafts.forEach(draft -> deployment.addString(draft.key() + ".dmn", draft.model()));
        Map<String, Integer> versions = new LinkedHashMap<>();
        deployment.deployWithResult().getDeployedDecisionDefinitions().forEach(deployed -> versions.put(deployed.getKey(), deployed.getVersion()));
        return versions;
    }

    @Override
    public void refresh() {
        tables.refresh();
    }

    private Optional<DecisionDefinition> find(String key, int version) {
        return Optional.ofNullable(
                repository.createDecisionDefinitionQuery().decisionDefinitionKey(key).decisionDefinitionVersion(version).singleResult());
    }

    private static org.camunda.bpm.model.dmn.instance.DecisionTable table(DmnModelInstance model, String key) {
        return (org.camunda.bpm.model.dmn.instance.DecisionTable) model.<Decision>getModelElementById(key).getExpression();
    }

    private static int column(org.camunda.bpm.model.dmn.instance.DecisionTable table, String name) {
        return table.getOutputs().stream().map(output -> String.valueOf(output.getName())).toList().indexOf(name);
    }

    private static Double number(Rule rule, int column) {
        String text = List.copyOf(rule.getOutputEntries()).get(column).getText().getTextContent().strip();
        return text.matches(DECIMAL) ? Double.valueOf(text) : null;
    }

    private static DmnModelInstance parse(String model) {
        return Dmn.readModelFromStream(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Rule> rules(DmnModelInstance model) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        model.getModelElementsByType(Rule.class).forEach(rule -> rules.put(rule.getId(), rule));
        return rules;
    }

    /** Its cells as one reads them from left to right. */
    private static String words(Rule rule) {
        return rule.getInputEntries().stream().map(InputEntry::getTextContent).map(Drafts::cell).collect(Collectors.joining(" | ")) + " → "
                + rule.getOutputEntries().stream().map(DmnElement::getTextContent).map(Drafts::cell).collect(Collectors.joining(" | "));
    }

    private static String cell(String text) {
        String cell = text.strip();
        return cell.isEmpty() ? "–" : cell;
    }

    private static String reason(Rule rule) {
        return rule.getDescription() == null ? rule.getId() : rule.getDescription().getTextContent().strip();
    }
}
