package io.leadfluss.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Says what went wrong: in words to people, as RFC 9457 to programs, and in full only to the log, found again by the incident's number. */
@Controller
class ErrorPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
    private static final Set<Integer> KNOWN = Set.of(400, 401, 403, 404, 405, 409, 413, 415, 429, 500, 503);

    private final SecureRandom random = new SecureRandom();
    private final MessageSource messages;

    ErrorPages(MessageSource messages) {
        this.messages = messages;
    }

    @RequestMapping("/error")
    Object show(HttpServletRequest request, Locale locale) {
        HttpStatus status = status(request);
        String incident = status.is5xxServerError() ? log(request) : null;
        int known = KNOWN.contains(status.value()) ? status.value() : status.is4xxClientError() ? 400 : 500;
        if (!forPeople(request)) {
            ProblemDetail problem = ProblemDetail.forStatus(status);
            problem.setDetail(detail(request).orElseGet(() -> messages.getMessage("web.error." + known + ".text", null, locale)));
            problem.setInstance(URI.create(uri(request)));
            if (incident != null) {
                problem.setProperty("incident", incident);
            }
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
        }
        ModelAndView page = new ModelAndView(request.getHeader("HX-Request") == null ? "web/error" : "web/error-part");
        page.setStatus(status);
        page.addObject("error", known);
        page.addObject("incident", incident);
        return page;
    }

    /** What was wrong with the request; only an exception made to be an answer may tell. */
    private static Optional<String> detail(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof ErrorResponse answer && answer.getStatusCode().is4xxClientError()
                ? Optional.ofNullable(answer.getBody().getDetail()) : Optional.empty();
    }

    private String log(HttpServletRequest request) {
        String incident = new BigInteger(40, random).toString(36).toUpperCase(Locale.ROOT);
        log.error("Incident {} at {} {}", incident, request.getMethod(), place(request),
                (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        return incident;
    }

    /** Behind the first word of a public address stands a token, which opens something and must not be in a log. */
    private static String place(HttpServletRequest request) {
        String path = uri(request);
        return path.matches("/(app|api|demo)(/.*)?") ? path : path.replaceFirst("^(/[^/]*).*", "$1");
    }

    private static String uri(HttpServletRequest request) {
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return uri == null ? "/error" : uri.toString();
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static boolean forPeople(HttpServletRequest request) {
        String path = uri(request);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean program = path.startsWith("/api/") || path.startsWith("/engine-rest/") || path.startsWith("/camunda/api/") || path.endsWith(".json");
        return request.getHeader("HX-Request") != null || !program && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
