package io.leadfluss.journey;

import io.leadfluss.mail.SendingJourneys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The journeys as deployed, read once per version and kept; a new deployment, here or by another copy of the program, is noticed within seconds. */
@Component
public class JourneyModels implements SendingJourneys {

    private static final Logger log = LoggerFactory.getLogger(JourneyModels.class);

    private final RepositoryService repository;
    private volatile Snapshot snapshot;

    JourneyModels(RepositoryService repository) {
        this.repository = repository;
    }

    List<Trigger> triggers(String event) {
        return snapshot().triggers.getOrDefault(event, List.of());
    }

    boolean isBell(String event) {
        return snapshot().bells.contains(event);
    }

    boolean isExit(String event) {
        return snapshot().exits.contains(event);
    }

    @Override
    public SortedSet<String> ids() {
        return snapshot().models.values().stream().map(JourneyModel::key).collect(Collectors.toCollection(TreeSet::new));
    }

    JourneyModel model(String definitionId) {
        JourneyModel model = snapshot().models.get(definitionId);
        return model != null ? model : load(repository.getProcessDefinition(definitionId));
    }

    /** To be called after a deployment; also looks by itself for what other copies of the program deployed. */
    @Scheduled(fixedDelay = 5_000)
    public synchronized void refresh() {
        List<ProcessDefinition> deployed = repository.createProcessDefinitionQuery().list();
        Set<String> ids = deployed.stream().map(ProcessDefinition::getId).collect(Collectors.toSet());
        Set<String> active = deployed.stream().filter(definition -> !definition.isSuspended()).map(ProcessDefinition::getId)
                .collect(Collectors.toSet());
        if (snapshot != null && snapshot.ids.equals(ids) && snapshot.active.equals(active)) {
            return;
        }
        Map<String, JourneyModel> known = snapshot == null ? Map.of() : snapshot.models;
        Map<String, JourneyModel> models = new HashMap<>();
        deployed.forEach(definition -> models.put(definition.getId(), known.getOrDefault(definition.getId(), load(definition))));
        Map<String, Integer> latest = deployed.stream()
                .collect(Collectors.toMap(ProcessDefinition::getKey, ProcessDefinition::getVersion, Math::max));
        Map<String, List<Trigger>> triggers = deployed.stream()
                .filter(definition -> definition.getVersion() == latest.get(definition.getKey()) && !definition.isSuspended())
                .flatMap(definition -> models.get(definition.getId()).triggers().stream())
                .collect(Collectors.groupingBy(Trigger::event));
        snapshot = new Snapshot(ids, active, models, triggers, names(models.values(), JourneyModel::bells),
                names(models.values(), JourneyModel::exits));
    }

    private JourneyModel load(ProcessDefinition definition) {
        try {
            return JourneyModel.of(definition.getId(), definition.getKey(), repository.getBpmnModelInstance(definition.getId()));
        } catch (RuntimeException e) {
            log.error("Journey {} version {} starts for nobody: {}", definition.getKey(), definition.getVersion(), e.getMessage());
            return new JourneyModel(definition.getId(), definition.getKey(), List.of(), Set.of(), Set.of());
        }
    }

    private Snapshot snapshot() {
        if (snapshot == null) {
            refresh();
        }
        return snapshot;
    }

    private static Set<String> names(Collection<JourneyModel> models, Function<JourneyModel, Set<String>> what) {
        return models.stream().flatMap(model -> what.apply(model).stream()).collect(Collectors.toSet());
    }

    private record Snapshot(Set<String> ids, Set<String> active, Map<String, JourneyModel> models, Map<String, List<Trigger>> triggers,
            Set<String> bells, Set<String> exits) {
    }
}
