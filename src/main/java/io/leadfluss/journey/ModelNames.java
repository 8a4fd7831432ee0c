package io.leadfluss.journey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.springframework.stereotype.Component;

/**
 * What a process and its elements are called, and what the process is for, in the reader's language: as drawn, or as an extension property such as
 * {@code name.de} or {@code documentation.de} says.
 */
@Component
public class ModelNames {

    private static final String NAME = "name.";
    private static final String DOCUMENTATION = "documentation.";
    private static final int MODELS = 200;

    private final RepositoryService repository;
    /** A deployed version never changes. */
    private final Cache<String, Map<String, String>> known = Caffeine.newBuilder().maximumSize(MODELS).build();

    ModelNames(RepositoryService repository) {
        this.repository = repository;
    }

    /**
     * @param definitionId of the version
     * @param id of the process or of an element in it
     * @param drawn its name as the engine knows it, for languages the model has no words in
     */
    public String of(String definitionId, String id, String drawn, Locale language) {
        return words(definitionId, id, NAME, drawn, language);
    }

    /** What a process is for; parameters as for its name. */
    public String documentation(String definitionId, String id, String drawn, Locale language) {
        return words(definitionId, id, DOCUMENTATION, drawn, language);
    }

    private String words(String definitionId, String id, String what, String drawn, Locale language) {
        return known.get(definitionId, this::read).getOrDefault(key(id, what + language.getLanguage()), drawn);
    }

    private Map<String, String> read(String definitionId) {
        BpmnModelInstance model = repository.getBpmnModelInstance(definitionId);
        Map<String, String> names = new HashMap<>();
        model.getModelElementsByType(Process.class).forEach(process -> read(process, names));
        model.getModelElementsByType(FlowElement.class).forEach(element -> read(element, names));
        return names;
    }

    private static void read(BaseElement element, Map<String, String> names) {
        if (element.getExtensionElements() == null) {
            return;
        }
        element.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> property.getCamundaName() != null
                        && (property.getCamundaName().startsWith(NAME) || property.getCamundaName().startsWith(DOCUMENTATION)))
                .forEach((CamundaProperty property) -> names.put(key(element.getId(), property.getCamundaName()), property.getCamundaValue()));
    }

    private static String key(String id, String property) {
        return id + " " + property;
    }
}
