package io.leadfluss.journey;

import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a person, to be answered by a program in the person's place. */
@Component
public class OpenTasks {

    private final TaskService tasks;

    OpenTasks(TaskService tasks) {
        this.tasks = tasks;
    }

    /**
     * Answers the tasks of this kind that are open for the lead.
     *
     * @param task its id in the model
     * @param answers by the fields of the task's form
     */
    @Transactional
    public void complete(long leadId, String task, Map<String, Object> answers) {
        tasks.createTaskQuery().processInstanceBusinessKey(String.valueOf(leadId)).taskDefinitionKey(task).list()
                .forEach(open -> tasks.complete(open.getId(), answers));
    }
}
