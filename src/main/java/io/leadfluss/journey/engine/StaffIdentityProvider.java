package io.leadfluss.journey.engine;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Lets the engine ask for our accounts and never change them. As there is nobody to write users for it, the engine's own set-up page, open to the
 * world as long as it knows no administrator (CVE-2026-77226), has nothing to work with.
 */
class StaffIdentityProvider implements ReadOnlyIdentityProvider, SessionFactory {

    private final ObjectProvider<StaffIdentity> staff;

    StaffIdentityProvider(ObjectProvider<StaffIdentity> staff) {
        this.staff = staff;
    }

    @Override
    public Class<?> getSessionType() {
        return ReadOnlyIdentityProvider.class;
    }

    @Override
    public Session openSession() {
        return this;
    }

    @Override
    public User findUserById(String id) {
        return staff.getObject().user(id).orElse(null);
    }

    @Override
    public UserQuery createUserQuery() {
        return new StaffUserQuery(staff.getObject(), executor());
    }

    @Override
    public UserQuery createUserQuery(CommandContext context) {
        return createUserQuery();
    }

    @Override
    public NativeUserQuery createNativeUserQuery() {
        throw new BadUserRequestException("Accounts can't be searched by SQL");
    }

    @Override
    public boolean checkPassword(String id, String password) {
        return id != null && password != null && staff.getObject().checkPassword(id, password);
    }

    @Override
    public Group findGroupById(String id) {
        return staff.getObject().groups().stream().filter(group -> group.getId().equals(id)).findFirst().orElse(null);
    }

    @Override
    public GroupQuery createGroupQuery() {
        return new StaffGroupQuery(staff.getObject(), executor());
    }

    @Override
    public GroupQuery createGroupQuery(CommandContext context) {
        return createGroupQuery();
    }

    @Override
    public Tenant findTenantById(String id) {
        return null;
    }

    @Override
    public TenantQuery createTenantQuery() {
        return new NoTenants(executor());
    }

    @Override
    public TenantQuery createTenantQuery(CommandContext context) {
        return createTenantQuery();
    }

    @Override
    public void flush() {
        // nothing is ever written
    }

    @Override
    public void close() {
        // nothing is held
    }

    private static CommandExecutor executor() {
        return Context.getProcessEngineConfiguration().getCommandExecutorTxRequired();
    }
}
