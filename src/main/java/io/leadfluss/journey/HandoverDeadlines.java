package io.leadfluss.journey;

import io.leadfluss.handover.HandoverPostponed;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the open task and its timers follow when the deadlines of a handover move, as by a meeting arranged on the lead's page. */
@Component
class HandoverDeadlines {

    private final JourneyStarts starts;
    private final Assignments assignments;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService jobs;

    HandoverDeadlines(JourneyStarts starts, Assignments assignments, RuntimeService runtime, TaskService tasks, ManagementService jobs) {
        this.starts = starts;
        this.assignments = assignments;
        this.runtime = runtime;
        this.tasks = tasks;
        this.jobs = jobs;
    }

    @EventListener
    void on(HandoverPostponed moved) {
        starts.later(() -> follow(moved.instanceId()));
    }

    private void follow(String instance) {
        List<Task> open = tasks.createTaskQuery().processInstanceId(instance).list();
        if (open.isEmpty()) {
            return;
        }
        Route route = assignments.route(instance);
        List<Task> behind = open.stream().filter(task -> task.getDueDate() != null && isBehind(task.getDueDate().toInstant(), route.dueAt())).toList();
        if (!behind.isEmpty()) {
            route.deadlines().forEach((name, at) -> runtime.setVariable(instance, name, Date.from(at)));
            behind.forEach(task -> tasks.setDueDate(task.getId(), Date.from(route.dueAt())));
            jobs.createJobQuery().processInstanceId(instance).timers().list().forEach(timer -> jobs.recalculateJobDuedate(timer.getId(), true));
        }
    }

    /** The engine stores whole seconds. */
    private static boolean isBehind(Instant task, Instant handover) {
        return Duration.between(task, handover).abs().toSeconds() > 0;
    }
}
