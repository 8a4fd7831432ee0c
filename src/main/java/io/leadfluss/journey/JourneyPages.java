package io.leadfluss.journey;

import io.leadfluss.web.LeadPanel;
import java.util.Comparator;
import java.util.List;
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

    JourneyPages(RepositoryService repository, ManagementService management, JourneyModels models, LeadJourneys leadJourneys) {
        this.repository = repository;
        this.management = management;
        this.models = models;
        this.leadJourneys = leadJourneys;
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
    String all(Model model) {
        List<ProcessDefinitionStatistics> deployed = management.createProcessDefinitionStatisticsQuery().includeIncidents().list();
        Map<String, Integer> newest = deployed.stream()
                .collect(Collectors.toMap(ProcessDefinitionStatistics::getKey, ProcessDefinitionStatistics::getVersion, Math::max));
        Map<String, String> descriptions = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(definition -> definition.getDescription() != null)
                .collect(Collectors.toMap(definition -> definition.getId(), definition -> definition.getDescription()));
        model.addAttribute("journeys", deployed.stream()
                .filter(found -> found.getInstances() > 0 || found.getVersion() == newest.get(found.getKey()))
                .map(found -> version(found, found.getVersion() == newest.get(found.getKey()), descriptions.getOrDefault(found.getId(), "")))
                .sorted(Comparator.comparing(Version::name).thenComparing(Version::number, Comparator.reverseOrder())).toList());
        return "journey/all";
    }

    @GetMapping("/app/leads/{id:\\d+}/journeys")
    String ofLead(@PathVariable long id, Model model) {
        model.addAttribute("running", leadJourneys.running(id));
        model.addAttribute("ended", leadJourneys.ended(id));
        return "journey/panel";
    }

    private Version version(ProcessDefinitionStatistics found, boolean newest, String description) {
        List<String> events = models.model(found.getId()).triggers().stream().map(Trigger::event).distinct().toList();
        return new Version(found.getId(), found.getKey(), found.getName() == null ? found.getKey() : found.getName(), found.getVersion(), newest,
                description, found.getInstances(), incidents(found.getIncidentStatistics()), events,
                found.getInstances() == 0 ? List.of() : places(found.getId()));
    }

    private List<Place> places(String definitionId) {
        BpmnModelInstance model = repository.getBpmnModelInstance(definitionId);
        Function<String, String> name = id -> model.getModelElementById(id) instanceof FlowElement element && element.getName() != null
                ? element.getName() : "";
        return management.createActivityStatisticsQuery(definitionId).includeIncidents().list().stream()
                .sorted(Comparator.comparing(ActivityStatistics::getInstances).reversed())
                .map(found -> new Place(name.apply(found.getId()), found.getInstances(), incidents(found.getIncidentStatistics()))).toList();
    }

    private static int incidents(List<IncidentStatistics> statistics) {
        return statistics.stream().mapToInt(IncidentStatistics::getIncidentCount).sum();
    }
}
