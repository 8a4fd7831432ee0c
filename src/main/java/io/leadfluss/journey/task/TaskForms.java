package io.leadfluss.journey.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.TakerWords;
import io.leadfluss.journey.engine.ReadRequest;
import io.leadfluss.newsletter.IssueBrief;
import io.leadfluss.newsletter.Issues;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets a task's form show the lead or the newsletter issue it is about, and speak the reader's language. What is known of it is added when the form
 * asks for its data, after the engine has answered that this rep may see the task, and dropped when the form is sent: it never becomes a variable of
 * the process.
 */
class TaskForms extends OncePerRequestFilter {

    private static final Pattern ADDRESS = Pattern.compile(
            "/(?:camunda/api/engine|engine-rest)(?:/engine/[^/]+)?/task/([^/]+)/(form-variables|deployed-form|submit-form|complete)");

    private static final String COLLEAGUES = "colleagues";

    private final TaskSubjects subjects;
    private final ReaderLanguage language;
    private final LeadBrief leads;
    private final IssueBrief issues;
    private final Handovers handovers;
    private final Assignments assignments;
    private final TakerWords takers;
    private final ObjectMapper json;

    TaskForms(TaskSubjects subjects, ReaderLanguage language, LeadBrief leads, IssueBrief issues, Handovers handovers,
            Assignments assignments, TakerWords takers, ObjectMapper json) {
        this.subjects = subjects;
        this.language = language;
        this.leads = leads;
        this.issues = issues;
        this.handovers = handovers;
        this.assignments = assignments;
        this.takers = takers;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher address = ADDRESS.matcher(request.getRequestURI().substring(request.getContextPath().length()));
        if (!address.matches()) {
            chain.doFilter(request, response);
        } else if (request.getMethod().equals("POST")) {
            chain.doFilter(withoutBrief(request), response);
        } else if (address.group(2).equals("form-variables")) {
            answer(request, response, chain, variables -> addBrief(variables, address.group(1), (Authentication) request.getUserPrincipal(),
                    language.of(request)));
        } else if (address.group(2).equals("deployed-form") && !language.of(request).equals(Locale.GERMAN)) {
            answer(request, response, chain, form -> FormWords.translate(form, language.of(request).getLanguage()));
        } else {
            chain.doFilter(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Change change)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpServletResponse.SC_OK && json.readTree(answer.getContentAsByteArray()) instanceof ObjectNode content) {
            change.apply(content);
            answer.resetBuffer();
            answer.getOutputStream().write(json.writeValueAsBytes(content));
        }
        answer.copyBodyToResponse();
    }

    private void addBrief(ObjectNode variables, String taskId, Authentication reader, Locale language) {
        subjects.of(taskId).map(subject -> brief(subject, reader, language)).orElse(Map.of()).forEach((key, value) ->
                variables.set(key, variable("String", value)));
        colleagues(taskId, language).ifPresent(found -> variables.set(COLLEAGUES, variable("Json", found)));
    }

    private ObjectNode variable(String type, String value) {
        return json.createObjectNode().put("type", type).put("value", value).set("valueInfo", json.createObjectNode());
    }

    /** To whom the rep can hand the lead on, as the choices of a select. */
    private Optional<String> colleagues(String taskId, Locale language) {
        return subjects.instance(taskId).filter(instance -> handovers.lead(instance).isPresent()).map(instance -> {
            ArrayNode choices = json.createArrayNode();
            assignments.colleagues(instance).forEach(taker -> choices.addObject().put("label", takers.of(taker, language)).put("value", taker.rep().username()));
            return choices.toString();
        });
    }

    private Map<String, String> brief(String subject, Authentication reader, Locale language) {
        return Issues.fromKey(subject).map(issue -> issues.of(issue, language))
                .orElseGet(() -> subject.matches("\\d{1,18}") ? leads.of(Long.parseLong(subject), reader, language) : Map.of());
    }

    private HttpServletRequest withoutBrief(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        if (body.length == 0) {
            return request;
        }
        JsonNode content = json.readTree(body);
        if (content.path("variables") instanceof ObjectNode variables) {
            variables.remove(LeadBrief.KEYS);
            variables.remove(IssueBrief.KEYS);
            variables.remove(COLLEAGUES);
        }
        return new ReadRequest(request, json.writeValueAsBytes(content));
    }

    private interface Change {

        void apply(ObjectNode content);
    }
}
