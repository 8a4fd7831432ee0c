package io.leadfluss.journey;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells in which journeys a lead is, where it waits there, and how those it has left ended. */
@Component
class LeadJourneys {

    private static final int MOST = 20;

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final HistoryService history;
    private final ManagementService management;
    private final ModelNames names;
    private final MessageSource messages;

    LeadJourneys(RuntimeService runtime, TaskService tasks, HistoryService history, ManagementService management, ModelNames names,
            MessageSource messages) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.history = history;
        this.management = management;
        this.names = names;
        this.messages = messages;
    }

    /** Where a lead waits since when, and until when at the latest (null: for ever): of a task when it is due, else when the next timer rings. */
    public record Place(String name, Instant since, Instant until) {
    }

    /** A journey that goes on; incidents say what keeps it from going on. */
    public record Running(String instanceId, String name, int version, Instant since, List<Place> places, List<String> incidents) {
    }

    /** A journey that is over; outcome is the name of its end or, when it was left by an exit rule, of that rule. */
    public record Ended(String name, int version, Instant from, Instant to, String outcome, boolean exited) {
    }

    List<Running> running(long leadId, Locale locale) {
        return instances(leadId, false).stream().map(instance -> {
            Optional<Instant> nextTimer = management.createJobQuery().processInstanceId(instance.getId()).timers().orderByJobDuedate().asc().list()
                    .stream().map(Job::getDuedate).map(Date::toInstant).findFirst();
            Map<String, Date> due = new HashMap<>();
            tasks.createTaskQuery().processInstanceId(instance.getId()).list().forEach(task -> due.put(task.getId(), task.getDueDate()));
            List<Place> places = history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).unfinished().list().stream()
                    .filter(activity -> activity.getActivityName() != null || "eventBasedGateway".equals(activity.getActivityType()))
                    .map(activity -> new Place(activity.getActivityName() == null ? "" : name(instance, activity, locale),
                            activity.getStartTime().toInstant(), Optional.ofNullable(due.get(activity.getTaskId())).map(Date::toInstant).or(() -> nextTimer)
                            .orElse(null)))
                    .toList();
            List<String> incidents = runtime.createIncidentQuery().processInstanceId(instance.getId()).list().stream()
                    .map(Incident::getIncidentMessage).map(message -> message == null ? "?" : message).toList();
            return new Running(instance.getId(), name(instance, locale), instance.getProcessDefinitionVersion(),
                    instance.getStartTime().toInstant(), places, incidents);
        }).toList();
    }

    List<Ended> ended(long leadId, Locale locale) {
        return instances(leadId, true).stream().map(instance -> {
            Optional<String> end = history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).finished()
                    .orderByHistoricActivityInstanceEndTime().desc().list().stream()
                    .filter(activity -> activity.getActivityType().endsWith("EndEvent"))
                    .filter(activity -> activity.getActivityName() != null).map(activity -> name(instance, activity, locale)).findFirst();
            boolean exited = instance.getDeleteReason() != null;
            return new Ended(name(instance, locale), instance.getProcessDefinitionVersion(), instance.getStartTime().toInstant(),
                    instance.getEndTime().toInstant(), exited ? exit(instance.getDeleteReason(), locale) : end.orElse(""), exited);
        }).toList();
    }

    private String exit(String reason, Locale locale) {
        String rule = reason.replace(Journeys.EXIT, "");
        return messages.getMessage("journey.exit." + rule.replace(" ", ""), null, rule, locale);
    }

    private List<HistoricProcessInstance> instances(long leadId, boolean finished) {
        var query = history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(Long.toString(leadId))
                .orderByProcessInstanceStartTime().desc();
        return (finished ? query.finished() : query.unfinished()).listPage(0, MOST);
    }

    private String name(HistoricProcessInstance instance, Locale locale) {
        String drawn = instance.getProcessDefinitionName() == null ? instance.getProcessDefinitionKey() : instance.getProcessDefinitionName();
        return names.of(instance.getProcessDefinitionId(), instance.getProcessDefinitionKey(), drawn, locale);
    }

    private String name(HistoricProcessInstance instance, HistoricActivityInstance activity, Locale locale) {
        return names.of(instance.getProcessDefinitionId(), activity.getActivityId(), activity.getActivityName(), locale);
    }
}
