package io.leadfluss.journey.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryProperty;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/** A search among the staff, done in memory: there are few. */
class StaffUserQuery extends UserQueryImpl {

    private final transient StaffIdentity staff;

    StaffUserQuery(StaffIdentity staff, CommandExecutor executor) {
        super(executor);
        this.staff = staff;
    }

    @Override
    public long executeCount(CommandContext context) {
        return matching().size();
    }

    @Override
    public List<User> executeList(CommandContext context, Page page) {
        return Paging.of(matching(), page);
    }

    private List<User> matching() {
        return staff.users().stream()
                .filter(user -> id == null || id.equals(user.getId()))
                .filter(user -> ids == null || Set.of(ids).contains(user.getId()))
                .filter(user -> Like.matches(firstName, firstNameLike, user.getFirstName()))
                .filter(user -> Like.matches(lastName, lastNameLike, user.getLastName()))
                .filter(user -> Like.matches(email, emailLike, user.getEmail()))
                .filter(user -> groupId == null || staff.groupIds(user.getId()).contains(groupId))
                .filter(user -> tenantId == null && procDefId == null)
                .sorted(order()).toList();
    }

    private Comparator<User> order() {
        Comparator<User> order = Comparator.comparing(User::getId);
        for (QueryOrderingProperty wanted : getOrderingProperties()) {
            Comparator<User> by = wanted.getQueryProperty() == UserQueryProperty.FIRST_NAME ? Comparator.comparing(User::getFirstName)
                    : wanted.getQueryProperty() == UserQueryProperty.LAST_NAME ? Comparator.comparing(User::getLastName)
                    : wanted.getQueryProperty() == UserQueryProperty.EMAIL ? Comparator.comparing(User::getEmail)
                    : Comparator.comparing(User::getId);
            return "desc".equalsIgnoreCase(wanted.getDirection().getName()) ? by.reversed() : by;
        }
        return order;
    }
}
