package io.leadfluss.journey.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadfluss.journey.engine.PageProof;
import io.leadfluss.lead.Notes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a comment on a task about a lead a note on the lead: it stands on the lead's page, is erased with the lead, and never reaches the engine. That
 * the caller may see the task has been checked by {@link TaskDoor}.
 */
class TaskNotes extends OncePerRequestFilter {

    private static final Pattern ADDRESS = Pattern.compile(
            "/(?:camunda/api/engine|engine-rest)(?:/engine/[^/]+)?/task/([^/]+)/comment(/create)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);
    private static final int LONGEST = 4_000;

    private final TaskSubjects subjects;
    private final Notes notes;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;

    TaskNotes(TaskSubjects subjects, Notes notes, TransactionTemplate transaction, ObjectMapper json) {
        this.subjects = subjects;
        this.notes = notes;
        this.transaction = transaction;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher address = ADDRESS.matcher(request.getRequestURI().substring(request.getContextPath().length()));
        Optional<Long> lead = address.matches() ? subjects.lead(address.group(1)) : Optional.empty();
        boolean creates = address.matches() && address.group(2) != null;
        if (lead.isEmpty() || !request.getMethod().equals(creates ? "POST" : "GET")) {
            chain.doFilter(request, response);
        } else if (creates) {
            add(address.group(1), lead.get(), request, response);
        } else {
            ArrayNode all = json.createArrayNode();
            notes.of(lead.get()).forEach(note -> all.add(comment(address.group(1), note.author(), note.text(), note.createdAt())));
            answer(response, HttpServletResponse.SC_OK, json.writeValueAsBytes(all));
        }
    }

    private void add(String task, long lead, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!PageProof.isGiven(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String text = json.readTree(request.getInputStream()).path("message").asText("").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, json.writeValueAsBytes(json.createObjectNode().put("type", "InvalidRequestException")
                    .put("message", "A note has 1 to " + LONGEST + " characters")));
            return;
        }
        transaction.executeWithoutResult(status -> notes.add(lead, request.getRemoteUser(), text));
        Notes.Note stored = notes.of(lead).get(0);
        answer(response, HttpServletResponse.SC_OK, json.writeValueAsBytes(comment(task, request.getRemoteUser(), text, stored.createdAt())));
    }

    private ObjectNode comment(String task, String author, String text, Instant at) {
        String time = TIME.format(at);
        return json.createObjectNode().put("id", task + "-" + at.toEpochMilli()).put("userId", author).put("time", time).put("taskId", task)
                .put("message", text);
    }

    private static void answer(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(body);
    }
}
