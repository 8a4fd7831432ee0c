package io.leadfluss.journey.table;

import io.leadfluss.rules.DecisionTables.Match;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;

/** A table of the processes folder, asked without engine and database. */
public record DeployedTable(DmnModelInstance model, DecisionTable table) {

    public static DeployedTable of(String key) {
        DmnModelInstance model = Dmn.readModelFromFile(new File("processes/" + key + ".dmn"));
        return new DeployedTable(model, DecisionTable.of(key, 1, model));
    }

    public List<Match> matches(Map<String, Object> inputs) {
        return table.evaluate(inputs);
    }

    List<String> rules(Map<String, Object> inputs) {
        return matches(inputs).stream().map(Match::rule).toList();
    }

    public List<String> allRules() {
        return model.getModelElementsByType(Rule.class).stream().map(Rule::getId).toList();
    }
}
