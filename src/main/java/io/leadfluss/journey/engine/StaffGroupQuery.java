package io.leadfluss.journey.engine;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/** A search among roles and teams, done in memory: there are few. */
class StaffGroupQuery extends GroupQueryImpl {

    private final transient StaffIdentity staff;

    StaffGroupQuery(StaffIdentity staff, CommandExecutor executor) {
        super(executor);
        this.staff = staff;
    }

    @Override
    public long executeCount(CommandContext context) {
        return matching().size();
    }

    @Override
    public List<Group> executeList(CommandContext context, Page page) {
        return Paging.of(matching(), page);
    }

    private List<Group> matching() {
        Set<String> own = userId == null ? null : staff.groupIds(userId);
        return staff.groups().stream()
                .filter(group -> id == null || id.equals(group.getId()))
                .filter(group -> ids == null || Set.of(ids).contains(group.getId()))
                .filter(group -> Like.matches(name, nameLike, group.getName()))
                .filter(group -> type == null || type.equals(group.getType()))
                .filter(group -> own == null || own.contains(group.getId()))
                .filter(group -> tenantId == null && procDefId == null).toList();
    }
}
