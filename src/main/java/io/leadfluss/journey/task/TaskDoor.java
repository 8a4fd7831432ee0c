package io.leadfluss.journey.task;

import io.leadfluss.journey.engine.StaffIdentity;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Asks the engine whether the caller may see a task before anything below it is reached: for comments the engine itself does not ask. */
class TaskDoor extends OncePerRequestFilter {

    private static final Pattern TASK = Pattern.compile("/(?:camunda/api/engine|engine-rest)(?:/engine/[^/]+)?/task/([^/]+)(?:/.*)?");
    private static final String COUNT = "count";

    private final TaskService tasks;
    private final IdentityService identity;
    private final StaffIdentity staff;

    TaskDoor(TaskService tasks, IdentityService identity, StaffIdentity staff) {
        this.tasks = tasks;
        this.identity = identity;
        this.staff = staff;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher address = TASK.matcher(request.getRequestURI().substring(request.getContextPath().length()));
        if (!address.matches() || address.group(1).equals(COUNT) || maySee(request.getRemoteUser(), address.group(1))) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write("{\"type\":\"InvalidRequestException\",\"message\":\"There is no such task, or it is not yours\"}");
    }

    /** The web applications tell the engine only later who asks. */
    private boolean maySee(String user, String task) {
        Authentication caller = identity.getCurrentAuthentication();
        try {
            identity.setAuthentication(user, List.copyOf(staff.groupIds(user)), List.of());
            return tasks.createTaskQuery().taskId(task).count() > 0;
        } finally {
            identity.setAuthentication(caller);
        }
    }
}
