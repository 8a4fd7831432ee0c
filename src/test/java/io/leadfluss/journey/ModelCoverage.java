package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** After the path tests of a model ({@code NurtureAidaTests} for {@code nurture-aida.bpmn}) every flow node must have been passed by one of them. */
class ModelCoverage implements BeforeAllCallback, AfterAllCallback {

    private final Set<String> earlier = new HashSet<>();

    @Override
    public void beforeAll(ExtensionContext test) {
        earlier.addAll(passed(test).stream().map(HistoricActivityInstance::getId).toList());
    }

    @Override
    public void afterAll(ExtensionContext test) {
        Set<String> passed = passed(test).stream().filter(activity -> !earlier.contains(activity.getId()))
                .map(HistoricActivityInstance::getActivityId).collect(Collectors.toSet());
        RepositoryService repository = context(test).getBean(RepositoryService.class);
        String definition = repository.createProcessDefinitionQuery().processDefinitionKey(key(test)).latestVersion().singleResult().getId();
        Set<String> drawn = repository.getBpmnModelInstance(definition).getModelElementsByType(FlowNode.class).stream()
                .map(ModelElementInstance.class::cast).map(node -> node.getAttributeValue("id")).collect(Collectors.toSet());

        assertThat(passed).as("flow nodes of " + key(test) + ".bpmn that a test passed").containsAll(drawn);
    }

    private static List<HistoricActivityInstance> passed(ExtensionContext test) {
        return context(test).getBean(HistoryService.class).createHistoricActivityInstanceQuery().list().stream()
                .filter(activity -> key(test).equals(activity.getProcessDefinitionKey())).toList();
    }

    private static String key(ExtensionContext test) {
        String subject = test.getRequiredTestClass().getSimpleName().replaceFirst("Tests$", "");
        return subject.replaceAll("(?<=.)(\\p{Lu})", "-$1").toLowerCase();
    }

    private static ApplicationContext context(ExtensionContext test) {
        return SpringExtension.getApplicationContext(test);
    }
}
