package io.leadfluss.journey;

import io.leadfluss.mail.template.MailingUses;
import io.leadfluss.newsletter.Issues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.springframework.stereotype.Component;

/** Finds the steps that send mailings in the newest version of each deployed process, and the newsletter issues that are one. */
@Component
class UsedMailings implements MailingUses {

    /** The step that sends the check mail takes no mailing: there is only one. */
    private static final Map<String, String> FIXED = Map.of("${sendConfirmationMail}", "confirmation");

    private static final String ISSUES = "newsletter-issue";

    private final RepositoryService repository;
    private final Issues issues;
    private volatile Found found = new Found(Set.of(), Map.of());

    UsedMailings(RepositoryService repository, Issues issues) {
        this.repository = repository;
        this.issues = issues;
    }

    private record Found(Set<String> definitions, Map<String, List<Use>> uses) {
    }

    @Override
    public Map<String, List<Use>> all() {
        List<ProcessDefinition> newest = repository.createProcessDefinitionQuery().latestVersion().list();
        Set<String> ids = newest.stream().map(ProcessDefinition::getId).collect(Collectors.toSet());
        Found known = found;
        if (!known.definitions.equals(ids)) {
            Map<String, List<Use>> uses = new TreeMap<>();
            newest.forEach(definition -> uses(definition).forEach((mailing, steps) ->
                    uses.computeIfAbsent(mailing, each -> new ArrayList<>()).addAll(steps)));
            known = new Found(ids, uses);
            found = known;
        }
        Map<String, List<Use>> uses = new TreeMap<>();
        known.uses.forEach((mailing, steps) -> uses.put(mailing, new ArrayList<>(steps)));
        newest.stream().filter(definition -> ISSUES.equals(definition.getKey())).findFirst().ifPresent(definition ->
                issues.titlesByMailing().forEach((mailing, titles) -> titles.forEach(title -> uses.computeIfAbsent(mailing, each -> new ArrayList<>())
                        .add(new Use(ISSUES, definition.getName(), title, definition.getId())))));
        return uses;
    }

    private Map<String, List<Use>> uses(ProcessDefinition definition) {
        Map<String, List<Use>> uses = new HashMap<>();
        String name = definition.getName() == null ? definition.getKey() : definition.getName();
        repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(ServiceTask.class).forEach(step -> mailings(step)
                .forEach(mailing -> uses.computeIfAbsent(mailing, each -> new ArrayList<>())
                        .add(new Use(definition.getKey(), name, step.getName() == null ? step.getId() : step.getName(), definition.getId()))));
        return uses;
    }

    private static Stream<String> mailings(ServiceTask step) {
        String fixed = FIXED.get(step.getCamundaDelegateExpression());
        Stream<String> named = step.getExtensionElements() == null ? Stream.empty()
                : step.getExtensionElements().getElementsQuery().filterByType(CamundaInputOutput.class).list().stream()
                        .flatMap(inputs -> inputs.getCamundaInputParameters().stream())
                        .filter(input -> "mailing".equals(input.getCamundaName())).map(input -> input.getTextContent().strip());
        return Stream.concat(Stream.ofNullable(fixed), named);
    }
}
