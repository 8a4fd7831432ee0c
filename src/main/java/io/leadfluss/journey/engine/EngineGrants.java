package io.leadfluss.journey.engine;

import io.leadfluss.security.Role;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * What each group may do in the engine, set at every start. Tasks are not named: whoever is given a task, alone or with the team, is given the
 * right to work on that one by the engine itself.
 */
@Component
public class EngineGrants implements SmartInitializingSingleton {

    private final AuthorizationService authorizations;

    EngineGrants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** Before the first request can come in. */
    @Override
    public void afterSingletonsInstantiated() {
        for (Resource resource : Resources.values()) {
            grant(Groups.CAMUNDA_ADMIN, resource, Authorization.ANY, Permissions.ALL);
        }
        String sales = Role.SALES.group();
        grant(sales, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(sales, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.READ);

        String marketer = Role.MARKETER.group();
        grant(marketer, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(marketer, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(marketer, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ, Permissions.CREATE);
        grant(marketer, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE, ProcessDefinitionPermissions.READ_HISTORY);
        grant(marketer, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ,
                Permissions.READ_HISTORY);
        grant(marketer, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, Permissions.READ);

        String integrator = Role.INTEGRATOR.group();
        grant(integrator, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
        for (String key : EngineRoutes.INTAKES) {
            grant(integrator, Resources.PROCESS_DEFINITION, key, ProcessDefinitionPermissions.READ, ProcessDefinitionPermissions.CREATE_INSTANCE);
        }
        grant(integrator, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.UPDATE_INSTANCE);
    }

    /** Allows this to a group, and no more of it than this. */
    public void grant(String group, Resource resource, String id, Permission... permissions) {
        Authorization known = authorizations.createAuthorizationQuery().groupIdIn(group).resourceType(resource).resourceId(id).singleResult();
        Authorization grant = known != null ? known : authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId(group);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }
}
