package io.leadfluss.journey.task;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** What a task is about. Only to be asked for a caller who may see the task: to know it, one need not be let into the process as well. */
@Component
class TaskSubjects {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final IdentityService identity;

    TaskSubjects(TaskService tasks, RuntimeService runtime, IdentityService identity) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.identity = identity;
    }

    /** The business key of its process. */
    Optional<String> of(String taskId) {
        return withoutCaller(() -> task(taskId).map(Task::getProcessInstanceId)
                .map(instance -> runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult())
                .map(ProcessInstance::getBusinessKey));
    }

    /** Its process. */
    Optional<String> instance(String taskId) {
        return withoutCaller(() -> task(taskId).map(Task::getProcessInstanceId));
    }

    /** The lead it is about; empty when it is about something else. */
    Optional<Long> lead(String taskId) {
        return of(taskId).filter(TaskSubjects::isLead).map(Long::valueOf);
    }

    /** The leads that these processes are about, by process, in one query. */
    Map<String, Long> leads(Set<String> instances) {
        return instances.isEmpty() ? Map.of() : withoutCaller(() -> runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                .filter(instance -> isLead(instance.getBusinessKey()))
                .collect(Collectors.toMap(ProcessInstance::getId, instance -> Long.valueOf(instance.getBusinessKey()))));
    }

    private static boolean isLead(String businessKey) {
        return businessKey != null && businessKey.matches("\\d{1,18}");
    }

    private Optional<Task> task(String taskId) {
        return Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult());
    }

    private <T> T withoutCaller(Supplier<T> question) {
        Authentication caller = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return question.get();
        } finally {
            identity.setAuthentication(caller);
        }
    }
}
