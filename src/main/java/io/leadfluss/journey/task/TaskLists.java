package io.leadfluss.journey.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadfluss.journey.engine.PageProof;
import io.leadfluss.journey.engine.ReadRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets Tasklist speak the reader's language and name the lead that a task is about. Names are added to the answer after the engine has given it,
 * and are never stored there; the REST API for programs stays as Camunda's manual says.
 */
class TaskLists extends OncePerRequestFilter {

    private static final Pattern ADDRESS = Pattern.compile(
            "/camunda/api/engine/engine/[^/]+/(?:task(?:/[^/]+)?|process-definition(?:/[^/]+)?|filter(?:/([^/]+)(?:/(?:list|count))?)?)");

    private final TaskFilters filters;
    private final TaskWords words;
    private final ReaderLanguage language;
    private final ObjectMapper json;

    TaskLists(TaskFilters filters, TaskWords words, ReaderLanguage language, ObjectMapper json) {
        this.filters = filters;
        this.words = words;
        this.language = language;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher address = ADDRESS.matcher(request.getRequestURI().substring(request.getContextPath().length()));
        if (!address.matches() || request.getMethod().equals("OPTIONS")) {
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(narrowed(request, address.group(1)), answer);
        byte[] told = answer.getContentAsByteArray();
        if (answer.getStatus() == HttpServletResponse.SC_OK && told.length > 0 && String.valueOf(answer.getContentType()).contains("json")) {
            JsonNode content = json.readTree(told);
            words.put(content, language.of(request));
            answer.resetBuffer();
            answer.getOutputStream().write(json.writeValueAsBytes(content));
        }
        answer.copyBodyToResponse();
    }

    private HttpServletRequest narrowed(HttpServletRequest request, String filter) throws IOException {
        if (filter == null || request.getRequestURI().endsWith(filter)) {
            return request;
        }
        byte[] body = request.getInputStream().readAllBytes();
        ObjectNode query = body.length == 0 ? json.createObjectNode() : (ObjectNode) json.readTree(body);
        return filters.narrow(filter, request.getRemoteUser(), query) ? new Narrowed(request, json.writeValueAsBytes(query))
                : new ReadRequest(request, body);
    }

    /** A filter takes further conditions only from a post. Where the browser only read, it need not prove that its page sent the post. */
    private static final class Narrowed extends HttpServletRequestWrapper {

        private final boolean read;

        private Narrowed(HttpServletRequest request, byte[] body) {
            super(new ReadRequest(request, body));
            this.read = !request.getMethod().equals("POST");
        }

        @Override
        public String getHeader(String name) {
            return read && name.equalsIgnoreCase(PageProof.HEADER) ? PageProof.expected(this) : super.getHeader(name);
        }

        @Override
        public String getMethod() {
            return "POST";
        }

        @Override
        public String getContentType() {
            return MediaType.APPLICATION_JSON_VALUE;
        }
    }
}
