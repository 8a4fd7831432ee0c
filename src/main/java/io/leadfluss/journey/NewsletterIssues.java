package io.leadfluss.journey;

import io.leadfluss.newsletter.IssueStopped;
import io.leadfluss.newsletter.IssueSubmitted;
import io.leadfluss.newsletter.Issues;
import java.net.URI;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Brings newsletter issues into their process, out of it when they are called off, and people to the task that an issue waits for. */
@Controller
class NewsletterIssues {

    private static final String PROCESS = "newsletter-issue";

    private final RuntimeService runtime;
    private final TaskService tasks;

    NewsletterIssues(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @EventListener
    void on(IssueSubmitted submitted) {
        runtime.createProcessInstanceByKey(PROCESS).businessKey(Issues.key(submitted.issueId()))
                .setVariable("approvers", String.join(",", submitted.approvers())).execute();
    }

    @EventListener
    void on(IssueStopped stopped) {
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(Issues.key(stopped.issueId())).list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "Called off", true, true));
    }

    @GetMapping("/app/newsletter/{id:\\d+}/task")
    ResponseEntity<Void> task(@PathVariable long id) {
        String target = tasks.createTaskQuery().processInstanceBusinessKey(Issues.key(id)).active().list().stream()
                .map(Task::getId).findFirst().map(task -> "/camunda/app/tasklist/default/#/?task=" + task).orElse("/app/newsletter/" + id);
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(target)).build();
    }
}
