package io.leadfluss.journey;

import io.leadfluss.journey.model.ReEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** What one version of a process says about when it starts, what wakes it and what ends it. */
record JourneyModel(String definitionId, String key, List<Trigger> triggers, Set<String> bells, Set<String> exits) {

    static JourneyModel of(String definitionId, String key, BpmnModelInstance model) {
        Process process = model.getModelElementsByType(Process.class).stream().filter(found -> key.equals(found.getId())).findFirst().orElseThrow();
        List<Trigger> triggers = model.getModelElementsByType(StartEvent.class).stream()
                .filter(start -> start.getScope() instanceof Process)
                .flatMap(start -> start.getEventDefinitions().stream()
                        .filter(SignalEventDefinition.class::isInstance)
                        .map(definition -> new Trigger(definitionId, key, start.getId(),
                                ((SignalEventDefinition) definition).getSignal().getName(),
                                property(start, "filter"), ReEntry.parse(property(start, "reentry")), "yes".equals(property(start, "unconfirmed")))))
                .toList();
        Set<String> bells = model.getModelElementsByType(MessageEventDefinition.class).stream()
                .map(definition -> definition.getMessage().getName()).collect(Collectors.toSet());
        String exit = property(process, "exit");
        Set<String> exits = exit == null ? Set.of()
                : Arrays.stream(exit.split(",")).map(String::strip).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
        return new JourneyModel(definitionId, key, triggers, bells, exits);
    }

    private static String property(BaseElement element, String name) {
        if (element.getExtensionElements() == null) {
            return null;
        }
        return element.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .map(CamundaProperties::getCamundaProperties).flatMap(Collection::stream)
                .filter(property -> name.equals(property.getCamundaName())).map(CamundaProperty::getCamundaValue)
                .flatMap(value -> Stream.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty())).findFirst().orElse(null);
    }
}
