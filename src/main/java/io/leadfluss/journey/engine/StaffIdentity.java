package io.leadfluss.journey.engine;

import io.leadfluss.handover.Teams;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Role;
import io.leadfluss.security.StaffLogin;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The staff as the engine sees it: an enabled account is a user; its groups are its roles, the team it sells for, and Camunda's own for admins. */
@Component
public class StaffIdentity {

    /** In which everybody is who is in a team. */
    private static final String POOL = "pool";

    private final Accounts accounts;
    private final StaffLogin login;
    private final Teams teams;
    private final JdbcClient jdbc;

    StaffIdentity(Accounts accounts, StaffLogin login, Teams teams, JdbcClient jdbc) {
        this.accounts = accounts;
        this.login = login;
        this.teams = teams;
        this.jdbc = jdbc;
    }

    List<User> users() {
        return accounts.findByEnabledTrueOrderByUsername().stream().map(StaffIdentity::user).toList();
    }

    Optional<User> user(String id) {
        return accounts.findByUsernameAndEnabledTrue(id).map(StaffIdentity::user);
    }

    boolean checkPassword(String id, String password) {
        return login.check(id, password).isPresent();
    }

    List<Group> groups() {
        Stream<Group> roles = Arrays.stream(Role.values()).map(role -> group(role.group(), role.group(), "ROLE"));
        Stream<Group> admins = Stream.of(group(Groups.CAMUNDA_ADMIN, Groups.CAMUNDA_ADMIN, Groups.GROUP_TYPE_SYSTEM));
        Map<String, String> names = teams.names();
        Stream<Group> selling = Stream.concat(jdbc.sql("SELECT DISTINCT team FROM rep ORDER BY team").query(String.class).list().stream(), Stream.of(POOL))
                .distinct().map(team -> group(team, names.getOrDefault(team, team), "TEAM"));
        return Stream.of(admins, roles, selling).flatMap(found -> found).toList();
    }

    /** The ids of the groups this user is in; empty for one who is unknown or disabled. */
    public Set<String> groupIds(String userId) {
        Optional<Account> account = accounts.findByUsernameAndEnabledTrue(userId);
        Set<String> ids = new LinkedHashSet<>();
        account.ifPresent(found -> {
            found.roles().forEach(role -> ids.add(role.group()));
            if (found.roles().contains(Role.ADMIN)) {
                ids.add(Groups.CAMUNDA_ADMIN);
            }
            if (found.roles().contains(Role.SALES)) {
                jdbc.sql("SELECT team FROM rep WHERE username = :user").param("user", found.username()).query(String.class).list()
                        .forEach(team -> ids.addAll(List.of(team, POOL)));
            }
        });
        return ids;
    }

    private static User user(Account account) {
        String name = account.displayName();
        int gap = name.lastIndexOf(' ');
        UserEntity user = new UserEntity(account.username());
        user.setFirstName(gap < 0 ? "" : name.substring(0, gap));
        user.setLastName(name.substring(gap + 1));
        user.setEmail(account.email());
        return user;
    }

    private static Group group(String id, String name, String type) {
        GroupEntity group = new GroupEntity(id);
        group.setName(name);
        group.setType(type);
        return group;
    }
}
