package io.leadfluss.journey.engine;

import io.leadfluss.handover.Assignments;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;

/** Whoever takes a task out of the pool, or is given one by hand, is in charge of the lead and has it among the own ones. */
class HandoverTaking extends AbstractBpmnParseListener {

    private final TaskListener taken;

    HandoverTaking(ObjectProvider<Assignments> assignments) {
        this.taken = task -> {
            if (task.getAssignee() != null) {
                assignments.getObject().take(task.getProcessInstanceId(), task.getAssignee(), Context.getCommandContext().getAuthenticatedUserId());
            }
        };
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition()
                .addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, taken);
    }
}
