package io.leadfluss.journey.engine;

import io.leadfluss.calendar.SendWindows;
import io.leadfluss.journey.model.ModelFinding;
import io.leadfluss.journey.model.ModelRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/** Stands before the engine's own parsers: what breaks a rule is not even read, whichever way it came in. */
class ModelGuard implements Deployer {

    private final ModelRules rules;

    ModelGuard(StepBeans steps, SendWindows windows) {
        this.rules = new ModelRules(steps::containsKey, ModelRules.events()::contains, ModelGuard::isDeployed, windows::problem);
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        // A model in use is read again when it falls out of the engine's cache; the rules are for what comes in.
        if (!deployment.isNew()) {
            return;
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        deployment.getResources().forEach((name, resource) -> files.put(name, resource.getBytes()));
        List<ModelFinding> findings = rules.check(files);
        if (!findings.isEmpty()) {
            throw new NotValidException(findings.stream().map(ModelFinding::toString).collect(Collectors.joining("\n")));
        }
    }

    private static boolean isDeployed(String process) {
        return Context.getCommandContext().getProcessDefinitionManager().findLatestProcessDefinitionByKey(process) != null;
    }
}
