package io.leadfluss.journey.engine;

import io.leadfluss.scoring.Scores;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;

/** A task about a hot lead comes before one about a cold lead, unless the model says itself how urgent it is. */
public class TaskStart extends AbstractBpmnParseListener {

    /** From this priority on a task is hot. */
    public static final int HOT = 70;

    private static final int HOTTEST = 90;
    private static final int STEP = 20;

    private final TaskListener start;

    TaskStart(ObjectProvider<Scores> scores) {
        this.start = task -> setPriority(task, scores.getObject());
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition().addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, start);
    }

    private static void setPriority(DelegateTask task, Scores scores) {
        String about = task.getExecution().getProcessBusinessKey();
        if (task.getPriority() == Task.PRIORITY_NORMAL && about != null && about.matches("\\d{1,18}")) {
            int heat = scores.total(Long.parseLong(about)).heat();
            if (heat > 0) {
                task.setPriority(Math.max(0, HOTTEST - (heat - 1) * STEP));
            }
        }
    }
}
