package io.leadfluss.journey.engine;

import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.task.Task;

/** Takes the right to a task away from whom the task is taken from; the engine itself lets all who ever had it see it to its end. */
class TaskGrants extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String oldAssignee, String newAssignee) {
        if (oldAssignee != null && !oldAssignee.equals(newAssignee)) {
            change(grants -> grants.deleteAuthorizationsByResourceIdAndUserId(Resources.TASK, task.getId(), oldAssignee));
        }
        return super.newTaskAssignee(task, oldAssignee, newAssignee);
    }

    @Override
    public AuthorizationEntity[] deleteTaskUserIdentityLink(Task task, String userId, String type) {
        change(grants -> grants.deleteAuthorizationsByResourceIdAndUserId(Resources.TASK, task.getId(), userId));
        return super.deleteTaskUserIdentityLink(task, userId, type);
    }

    @Override
    public AuthorizationEntity[] deleteTaskGroupIdentityLink(Task task, String groupId, String type) {
        change(grants -> grants.deleteAuthorizationsByResourceIdAndGroupId(Resources.TASK, task.getId(), groupId));
        return super.deleteTaskGroupIdentityLink(task, groupId, type);
    }

    /** With the engine's own right: who hands a task on need not be an administrator. */
    private static void change(Change change) {
        Context.getCommandContext().runWithoutAuthorization(() -> {
            change.apply(Context.getCommandContext().getAuthorizationManager());
            return null;
        });
    }

    private interface Change {

        void apply(AuthorizationManager grants);
    }
}
