package io.leadfluss.journey;

import io.leadfluss.mail.template.Kind;
import io.leadfluss.mail.template.MailingUses;
import io.leadfluss.newsletter.Issues;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.xml.ModelException;
import org.springframework.stereotype.Component;

/** Finds the steps that send mailings in the newest version of each deployed process, and the newsletter issues that are one. */
@Component
class UsedMailings implements MailingUses {

    private static final Map<String, Kind> STEPS = Map.of("${sendMail}", Kind.ADVERTISING, "${sendConfirmationMail}", Kind.CHECK,
            "${notifyRep}", Kind.NOTICE, "${remindRep}", Kind.NOTICE, "${escalate}", Kind.NOTICE, "${askMarketing}", Kind.NOTICE,
            "${notifyMarketers}", Kind.NOTICE, "${sendDigests}", Kind.NOTICE);

    private static final String ISSUES = "newsletter-issue";

    private final RepositoryService repository;
    private final Issues issues;
    private final ModelNames names;
    private volatile Found found = new Found(Set.of(), Map.of());

    UsedMailings(RepositoryService repository, Issues issues, ModelNames names) {
        this.repository = repository;
        this.issues = issues;
        this.names = names;
    }

    private record Found(Set<String> definitions, Map<String, List<Use>> uses) {
    }

    @Override
    public Map<String, List<Use>> all(Locale locale) {
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
        known.uses.forEach((mailing, steps) -> uses.put(mailing,
                steps.stream().map(use -> in(use, locale)).collect(Collectors.toCollection(ArrayList::new))));
        newest.stream().filter(definition -> ISSUES.equals(definition.getKey())).findFirst().ifPresent(definition ->
                issues.titlesByMailing().forEach((mailing, titles) -> titles.forEach(title -> uses.computeIfAbsent(mailing, each -> new ArrayList<>())
                        .add(new Use(ISSUES, names.of(definition.getId(), ISSUES, definition.getName(), locale), "", title, definition.getId(),
                                Kind.ADVERTISING)))));
        return uses;
    }

    private Use in(Use use, Locale locale) {
        return new Use(use.process(), names.of(use.definitionId(), use.process(), use.name(), locale), use.stepId(),
                names.of(use.definitionId(), use.stepId(), use.step(), locale), use.definitionId(), use.kind());
    }

    private Map<String, List<Use>> uses(ProcessDefinition definition) {
        return uses(definition.getKey(), definition.getId(), repository.getBpmnModelInstance(definition.getId()));
    }

    /** In files that are not deployed; those that cannot be read use nothing. */
    static Map<String, List<Use>> in(Map<String, byte[]> files) {
        Map<String, List<Use>> uses = new TreeMap<>();
        files.forEach((name, content) -> {
            if (name.endsWith(".bpmn")) {
                try {
                    uses(name.replace(".bpmn", ""), null, Bpmn.readModelFromStream(new ByteArrayInputStream(content)))
                            .forEach((mailing, steps) -> uses.computeIfAbsent(mailing, each -> new ArrayList<>()).addAll(steps));
                } catch (ModelException e) {
                    // what is wrong with it, the rules for models say
                }
            }
        });
        return uses;
    }

    private static Map<String, List<Use>> uses(String process, String definitionId, BpmnModelInstance model) {
        Map<String, List<Use>> uses = new HashMap<>();
        String name = model.getModelElementsByType(Process.class).stream().map(Process::getName).filter(Objects::nonNull).findFirst().orElse(process);
        model.getModelElementsByType(ServiceTask.class).stream().filter(step -> STEPS.containsKey(step.getCamundaDelegateExpression())).forEach(step -> {
            Kind kind = "business".equals(input(step, "kind").orElse("")) ? Kind.BUSINESS : STEPS.get(step.getCamundaDelegateExpression());
            // The step that sends the check mail takes no mailing: there is only one.
            (kind == Kind.CHECK ? Optional.of("confirmation") : input(step, "mailing")).ifPresent(mailing ->
                    uses.computeIfAbsent(mailing, each -> new ArrayList<>())
                            .add(new Use(process, name, step.getId(), step.getName() == null ? step.getId() : step.getName(), definitionId, kind)));
        });
        return uses;
    }

    private static Optional<String> input(ServiceTask step, String name) {
        return step.getExtensionElements() == null ? Optional.empty()
                : step.getExtensionElements().getElementsQuery().filterByType(CamundaInputOutput.class).list().stream()
                        .flatMap(inputs -> inputs.getCamundaInputParameters().stream())
                        .filter(input -> name.equals(input.getCamundaName())).map(input -> input.getTextContent().strip()).findFirst();
    }
}
