package io.leadfluss.journey.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadfluss.journey.engine.EngineGrants;
import io.leadfluss.journey.engine.TaskStart;
import io.leadfluss.security.Role;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The filters of Tasklist, the same for all: each sees only what is his in them. What depends on who looks and when is added as Tasklist asks, since
 * the engine could store it only as an expression, and runs none.
 */
@Component
class TaskFilters implements SmartInitializingSingleton {

    /** Property of our filters, by which they are known however they are called. */
    static final String KIND = "leadfluss";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);
    private static final String MINE = "mine";
    private static final String TEAM = "team";
    private static final String OVERDUE = "overdue";
    private static final String HOT = "hot";
    private static final List<String> KINDS = List.of(MINE, TEAM, OVERDUE, HOT);
    private static final Map<String, String> NAMES = Map.of(MINE, "My tasks", TEAM, "My team", OVERDUE, "Overdue", HOT, "Hot");

    private final FilterService filters;
    private final TaskService tasks;
    private final EngineGrants grants;
    private final Clock clock;
    private final Map<String, String> kinds = new ConcurrentHashMap<>();

    TaskFilters(FilterService filters, TaskService tasks, EngineGrants grants, Clock clock) {
        this.filters = filters;
        this.tasks = tasks;
        this.grants = grants;
        this.clock = clock;
    }

    /** Makes what is missing, for all who work on tasks. */
    @Override
    public void afterSingletonsInstantiated() {
        KINDS.stream().map(this::set).forEach(filter -> {
            grants.grant(Role.SALES.group(), Resources.FILTER, filter, Permissions.READ);
            grants.grant(Role.MARKETER.group(), Resources.FILTER, filter, Permissions.READ);
        });
    }

    private String set(String kind) {
        Filter filter = filters.createTaskFilterQuery().list().stream().filter(known -> kind.equals(kind(known))).findFirst()
                .orElseGet(() -> filters.newTaskFilter(NAMES.get(kind)));
        TaskQuery query = tasks.createTaskQuery();
        filter.setQuery(kind.equals(HOT) ? query.taskMinPriority(TaskStart.HOT) : query);
        filter.setProperties(Map.of(KIND, kind, "priority", KINDS.indexOf(kind), "refresh", true, "showUndefinedVariable", false));
        return filters.saveFilter(filter).getId();
    }

    private static String kind(Filter filter) {
        return filter.getProperties() == null ? null : (String) filter.getProperties().get(KIND);
    }

    /** Asks for what the filter wants beyond what is stored; false when there is nothing. */
    boolean narrow(String filterId, String user, ObjectNode query) {
        String kind = kinds.computeIfAbsent(filterId, this::kind);
        if (MINE.equals(kind)) {
            query.put("assignee", user);
        } else if (OVERDUE.equals(kind)) {
            query.put("dueBefore", TIME.format(clock.instant()));
        }
        return MINE.equals(kind) || OVERDUE.equals(kind);
    }

    private String kind(String filterId) {
        Filter filter = filters.createTaskFilterQuery().filterId(filterId).singleResult();
        return filter == null ? null : kind(filter);
    }
}
