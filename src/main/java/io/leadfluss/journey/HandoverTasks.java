package io.leadfluss.journey;

import io.leadfluss.handover.Handovers;
import io.leadfluss.lead.LeadAccess;
import java.net.URI;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Leads from a mail or a lead's page to the task that is open now; the address stays right however often the task changes. */
@Controller
class HandoverTasks {

    private final TaskService tasks;
    private final Handovers handovers;
    private final LeadAccess access;

    HandoverTasks(TaskService tasks, Handovers handovers, LeadAccess access) {
        this.tasks = tasks;
        this.handovers = handovers;
        this.access = access;
    }

    @GetMapping("/app/handovers/{instanceId}")
    ResponseEntity<Void> open(@PathVariable String instanceId, Authentication viewer) {
        long lead = handovers.lead(instanceId).filter(id -> access.allows(viewer, id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String target = tasks.createTaskQuery().processInstanceId(instanceId).active().orderByTaskCreateTime().desc().listPage(0, 1).stream()
                .map(Task::getId).findFirst().map(task -> "/camunda/app/tasklist/default/#/?task=" + task).orElse("/app/leads/" + lead);
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(target)).build();
    }
}
