package io.leadfluss.journey;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.springframework.stereotype.Component;

/** Moves single instances by hand: runs what is ready, fires a timer before its time, completes a task as a rep. */
@Component
public class Walk {

    private final ProcessEngine engine;

    Walk(ProcessEngine engine) {
        this.engine = engine;
        AbstractAssertions.init(engine);
    }

    /** The instance of this journey that the lead is in, with everything run that needs no waiting. */
    public ProcessInstance enter(String journey, long lead) {
        ProcessInstance instance = engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(journey)
                .processInstanceBusinessKey(Long.toString(lead)).singleResult();
        if (instance == null) {
            throw new AssertionError("Lead " + lead + " is not in " + journey);
        }
        run(instance);
        return instance;
    }

    public boolean isIn(String journey, long lead) {
        return count(journey, lead) > 0;
    }

    public long count(String journey, long lead) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(journey)
                .processInstanceBusinessKey(Long.toString(lead)).count();
    }

    /** Runs all jobs of the instance that are not timers. */
    public void run(ProcessInstance instance) {
        for (List<Job> ready = ready(instance); !ready.isEmpty(); ready = ready(instance)) {
            ready.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    /** Fires the timer of this event as if its time had come. */
    public void fire(ProcessInstance instance, String event) {
        Job timer = engine.getManagementService().createJobQuery().processInstanceId(instance.getId()).activityId(event).singleResult();
        if (timer == null) {
            throw new AssertionError("No timer waits at " + event + ", but at " + engine.getManagementService().createJobQuery()
                    .processInstanceId(instance.getId()).list());
        }
        engine.getManagementService().executeJob(timer.getId());
        run(instance);
    }

    public Task task(ProcessInstance instance) {
        return engine.getTaskService().createTaskQuery().processInstanceId(instance.getId()).singleResult();
    }

    /** Completes the open task with what the rep filled in, with no more rights than the rep has. */
    public void complete(ProcessInstance instance, String rep, Map<String, Object> form) {
        String task = task(instance).getId();
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(rep).list().stream().map(Group::getId).toList();
        engine.getIdentityService().setAuthentication(rep, groups);
        try {
            engine.getTaskService().complete(task, form);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
        run(instance);
    }

    public ProcessInstanceAssert that(ProcessInstance instance) {
        AbstractAssertions.init(engine);
        return assertThat(instance);
    }

    private List<Job> ready(ProcessInstance instance) {
        return engine.getManagementService().createJobQuery().processInstanceId(instance.getId()).messages().list();
    }
}
