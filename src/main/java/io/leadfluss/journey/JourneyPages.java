package io.leadfluss.journey;

import io.leadfluss.web.LeadPanel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.management.ActivityStatistics;
import org.camunda.bpm.engine.management.IncidentStatistics;
import org.camunda.bpm.engine.management.ProcessDefinitionStatistics;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** All journeys and where leads are in them, and the journeys of one lead. */
@Controller
class JourneyPages {

    private final RepositoryService repository;
    private final ManagementService management;
    private final JourneyModels models;
    private final LeadJourneys leadJourneys;
    private final ModelNames names;
    private final MessageSource messages;

    JourneyPages(RepositoryService repository, ManagementService management, JourneyModels models, LeadJourneys leadJourneys, ModelNames names,
            MessageSource messages) {
        this.repository = repository;
        this.management = management;
        this.models = models;
        this.leadJourneys = leadJourneys;
        this.names = names;
        this.messages = messages;
    }

    @Bean
    static LeadPanel journeysPanel() {
        return new LeadPanel("journeys", "journey.panel", 30);
    }

    /** A version of a journey; newest is false for one that only goes on for those who are still in it. */
    public record Version(String id, String key, String name, int number, boolean newest, String description, int running, int incidents,
            List<String> events, List<Place> places) {
    }

    /** A place in a journey at which leads are now. */
    public record Place(String name, int leads, int incidents) {
    }

    @GetMapping("/app/journeys")
    String all(Locale locale, Model model) {
        List<ProcessDefinitionStatistics> deployed = management.createProcessDefinitionStatisticsQuery().includeIncidents().list();
        Map<String, Integer> newest = deployed.stream()
                .collect(Collectors.toMap(ProcessDefinitionStatistics::getKey, ProcessDefinitionStatistics::getVersion, Math::max));
        Map<String, String> descriptions = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(definition -> definition.getDescription() != null)
                .collect(Collectors.toMap(definition -> definition.getId(), definition -> definition.getDescription()));
        model.addAttribute("journeys", deployed.stream()
                .filter(found -> found.getInstances() > 0 || found.getVersion() == newest.get(found.getKey()))
                .map(found -> version(found, found.getVersion() == newest.get(found.getKey()), descriptions.getOrDefault(found.getId(), ""), locale))
                .sorted(Comparator.comparing(Version::name).thenComparing(Version::number, Comparator.reverseOrder())).toList());
        return "journey/all";
    }

    @GetMapping("/app/leads/{id:\\d+}/journeys")
    String ofLead(@PathVariable long id, Locale locale, Model model) {
        model.addAttribute("running", leadJourneys.running(id, locale));
        model.addAttribute("ended", leadJourneys.ended(id, locale));
        return "journey/panel";
    }

    private Version version(ProcessDefinitionStatistics found, boolean newest, String description, Locale locale) {
        List<String> events = models.model(found.getId()).triggers().stream().map(Trigger::event).distinct()
                .map(event -> messages.getMessage("journey.event." + event, null, event, locale)).toList();
        String name = names.of(found.getId(), found.getKey(), found.getName() == null ? found.getKey() : found.getName(), locale);
        return new Version(found.getId(), found.getKey(), name, found.getVersion(), newest,
                names.documentation(found.getId(), found.getKey(), description, locale), found.getInstances(),
                incidents(found.getIncidentStatistics()), events,
                found.getInstances() == 0 ? List.of() : places(found.getId(), locale));
    }

    private List<Place> places(String definitionId, Locale locale) {
        BpmnModelInstance model = repository.getBpmnModelInstance(definitionId);
        Function<String, String> name = id -> model.getModelElementById(id) instanceof FlowElement element && element.getName() != null
                ? names.of(definitionId, id, element.getName(), locale) : "";
        return management.createActivityStatisticsQuery(definitionId).includeIncidents().list().stream()
                .sorted(Comparator.comparing(ActivityStatistics::getInstances).reversed())
                .map(found -> new Place(name.apply(found.getId()), found.getInstances(), incidents(found.getIncidentStatistics()))).toList();
    }

    private static int incidents(List<IncidentStatistics> statistics) {
        return statistics.stream().mapToInt(IncidentStatistics::getIncidentCount).sum();
    }
}
