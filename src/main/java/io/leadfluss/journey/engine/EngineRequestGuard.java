package io.leadfluss.journey.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads every request to the engine before the engine does, and refuses what could make it run code: query expressions at any depth
 * (CVE-2026-109432), serialised objects as variables, and starts that skip the first step.
 */
class EngineRequestGuard extends OncePerRequestFilter {

    private static final int LARGEST_JSON = 1 << 20;
    private static final Set<String> PLAIN_TYPES = Set.of("string", "boolean", "integer", "long", "short", "double", "number", "date", "null");
    private static final Set<String> OBJECT_KEYS = Set.of("objecttypename", "serializationdataformat");
    private static final Set<String> START_KEYS = Set.of("variables", "businessKey", "withVariablesInReturn");
    /** Messages that stand for a declaration of the lead: only the proof in our own tables may ring them. */
    private static final Set<String> PROVEN = Set.of("ConsentRequested", "ConsentConfirmed", "LeadConfirmed", "LeadUnsubscribed", "LeadObjected");

    private final ObjectMapper json = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            List<String> parameters = parameterNames(request.getQueryString());
            parameters.forEach(EngineRequestGuard::checkKey);
            HttpServletRequest checked = hasBody(request) ? checkBody(request) : request;
            chain.doFilter(parameters.contains("maxResults") ? checked : new BoundedRequest(checked), response);
        } catch (Refused refused) {
            response.setStatus(refused.status.value());
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            ObjectNode error = json.createObjectNode().put("type", "InvalidRequestException").put("message", refused.getMessage());
            response.getWriter().write(json.writeValueAsString(error));
        }
    }

    private HttpServletRequest checkBody(HttpServletRequest request) throws IOException {
        MediaType type = mediaType(request);
        if (type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA) && request.getRequestURI().endsWith("/deployment/create")) {
            return request;
        }
        if (!type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) || request.getHeader("Content-Encoding") != null) {
            throw new Refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json");
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_JSON + 1);
        if (body.length > LARGEST_JSON) {
            throw new Refused(HttpStatus.PAYLOAD_TOO_LARGE, "The body has more than " + LARGEST_JSON + " bytes");
        }
        try {
            JsonNode tree = json.readTree(body);
            check(tree);
            checkDeed(request.getRequestURI(), tree);
        } catch (JsonProcessingException e) {
            throw new Refused(HttpStatus.BAD_REQUEST, "The body is not JSON: " + e.getOriginalMessage());
        }
        return new ReadRequest(request, body);
    }

    private static void check(JsonNode node) {
        var names = node.fieldNames();
        while (names.hasNext()) {
            checkKey(names.next());
        }
        if (node.has("value") && node.path("type").isTextual() && !PLAIN_TYPES.contains(node.get("type").textValue().toLowerCase(Locale.ROOT))) {
            throw new Refused(HttpStatus.BAD_REQUEST, "Variables have plain values: String, Boolean, Integer, Long, Double or Date");
        }
        for (JsonNode child : node) {
            check(child);
        }
    }

    private static void checkKey(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        if (key.endsWith("expression")) {
            throw new Refused(HttpStatus.BAD_REQUEST, "Expressions are not allowed in queries");
        }
        if (OBJECT_KEYS.contains(key)) {
            throw new Refused(HttpStatus.BAD_REQUEST, "Serialised objects are not allowed as variables");
        }
    }

    private static void checkDeed(String path, JsonNode body) {
        if (path.endsWith("/start")) {
            for (String key : fieldNames(body)) {
                if (!START_KEYS.contains(key)) {
                    throw new Refused(HttpStatus.BAD_REQUEST, "A start knows no '" + key + "': give variables only");
                }
            }
        }
        if (path.endsWith("/message")) {
            if (PROVEN.contains(body.path("messageName").asText())) {
                throw new Refused(HttpStatus.BAD_REQUEST, "This message stands for a declaration of the lead and can't be sent from outside");
            }
            if (body.path("businessKey").asText("").isBlank() && body.path("processInstanceId").asText("").isBlank()) {
                throw new Refused(HttpStatus.BAD_REQUEST, "A message needs the businessKey (the lead's number) or the processInstanceId it is for");
            }
        }
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Not by getParameterNames, which would read the body. */
    private static List<String> parameterNames(String query) {
        List<String> names = new ArrayList<>();
        if (query != null) {
            for (String pair : query.split("[&;]")) {
                try {
                    names.add(URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new Refused(HttpStatus.BAD_REQUEST, "The query string is not well formed");
                }
            }
        }
        return names;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static MediaType mediaType(HttpServletRequest request) {
        try {
            return request.getContentType() == null ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(request.getContentType());
        } catch (InvalidMediaTypeException e) {
            throw new Refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not well formed");
        }
    }

    /** The web applications ask for whole lists here and there, which the engine refuses: they get as many as it gives at most. */
    private static final class BoundedRequest extends HttpServletRequestWrapper {

        private BoundedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getQueryString() {
            String query = super.getQueryString();
            return (query == null || query.isEmpty() ? "" : query + "&") + "maxResults=" + EngineSettings.MOST_RESULTS;
        }
    }

    private static final class Refused extends RuntimeException {

        private final HttpStatus status;

        private Refused(HttpStatus status, String message) {
            super(message);
            this.status = status;
        }
    }
}
