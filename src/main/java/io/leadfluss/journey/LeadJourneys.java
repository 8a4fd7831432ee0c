package io.leadfluss.journey;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.stereotype.Component;

/** Tells in which journeys a lead is, where it waits there, and how those it has left ended. */
@Component
class LeadJourneys {

    private static final int MOST = 20;

    private final RuntimeService runtime;
    private final HistoryService history;
    private final ManagementService management;

    LeadJourneys(RuntimeService runtime, HistoryService history, ManagementService management) {
        this.runtime = runtime;
        this.history = history;
        this.management = management;
    }

    /** Where a lead waits since when, and until when at the latest (null: for ever). */
    public record Place(String name, Instant since, Instant until) {
    }

    /** A journey that goes on; incidents say what keeps it from going on. */
    public record Running(String instanceId, String name, int version, Instant since, List<Place> places, List<String> incidents) {
    }

    /** A journey that is over; outcome is the name of its end or, when it was left by an exit rule, of that rule. */
    public record Ended(String name, int version, Instant from, Instant to, String outcome, boolean exited) {
    }

    List<Running> running(long leadId) {
        return instances(leadId, false).stream().map(instance -> {
            Optional<Instant> nextTimer = management.createJobQuery().processInstanceId(instance.getId()).timers().orderByJobDuedate().asc().list()
                    .stream().map(Job::getDuedate).map(Date::toInstant).findFirst();
            List<Place> places = history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).unfinished().list().stream()
                    .filter(activity -> activity.getActivityName() != null || "eventBasedGateway".equals(activity.getActivityType()))
                    .map(activity -> new Place(activity.getActivityName() == null ? "" : activity.getActivityName(),
                            activity.getStartTime().toInstant(), nextTimer.orElse(null)))
                    .toList();
            List<String> incidents = runtime.createIncidentQuery().processInstanceId(instance.getId()).list().stream()
                    .map(Incident::getIncidentMessage).map(message -> message == null ? "?" : message).toList();
            return new Running(instance.getId(), name(instance), instance.getProcessDefinitionVersion(), instance.getStartTime().toInstant(), places,
                    incidents);
        }).toList();
    }

    List<Ended> ended(long leadId) {
        return instances(leadId, true).stream().map(instance -> {
            Optional<String> end = history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).finished()
                    .orderByHistoricActivityInstanceEndTime().desc().list().stream()
                    .filter(activity -> activity.getActivityType().endsWith("EndEvent"))
                    .map(HistoricActivityInstance::getActivityName).filter(Objects::nonNull).findFirst();
            boolean exited = instance.getDeleteReason() != null;
            return new Ended(name(instance), instance.getProcessDefinitionVersion(), instance.getStartTime().toInstant(),
                    instance.getEndTime().toInstant(), exited ? instance.getDeleteReason() : end.orElse(""), exited);
        }).toList();
    }

    private List<HistoricProcessInstance> instances(long leadId, boolean finished) {
        var query = history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(Long.toString(leadId))
                .orderByProcessInstanceStartTime().desc();
        return (finished ? query.finished() : query.unfinished()).listPage(0, MOST);
    }

    private static String name(HistoricProcessInstance instance) {
        return instance.getProcessDefinitionName() == null ? instance.getProcessDefinitionKey() : instance.getProcessDefinitionName();
    }
}
