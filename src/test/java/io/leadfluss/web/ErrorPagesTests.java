package io.leadfluss.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

class ErrorPagesTests {

    private final ErrorPages pages = new ErrorPages(messages());

    @Test
    void peopleGetAPageWithTheNumberOfTheIncident() {
        MockHttpServletRequest request = failed("/app/leads", 500, new IllegalStateException("Erika Muster"));
        request.addHeader("Accept", "text/html");

        ModelAndView page = (ModelAndView) pages.show(request, Locale.ENGLISH);

        assertThat(page.getViewName()).isEqualTo("web/error");
        assertThat(page.getStatus()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat((String) page.getModel().get("incident")).matches("[0-9A-Z]{1,8}");
        assertThat(page.getModel().values().toString()).doesNotContain("Erika");
    }

    @Test
    void partOfAPageFailsAsAPart() {
        MockHttpServletRequest request = failed("/app/leads/1/score", 500, new IllegalStateException());
        request.addHeader("HX-Request", "true");

        assertThat(((ModelAndView) pages.show(request, Locale.ENGLISH)).getViewName()).isEqualTo("web/error-part");
    }

    @Test
    void programsGetAProblemThatTellsNothingOfTheInside() {
        MockHttpServletRequest request = failed("/api/v1/leads", 500, new IllegalStateException("SELECT * FROM leads"));
        request.addHeader("Accept", "text/html");

        ProblemDetail problem = problem(request);

        assertThat(problem.getDetail()).isEqualTo("That is our fault, not yours. Please try again in a moment. "
                + "If it happens again, tell us the incident number.");
        assertThat(problem.getProperties()).containsKey("incident");
    }

    @Test
    void exceptionMadeAsAnAnswerMayTellWhatWasWrong() {
        MockHttpServletRequest request = failed("/demo/clock", 400, new ResponseStatusException(HttpStatus.BAD_REQUEST, "advance is no duration"));

        assertThat(problem(request).getDetail()).isEqualTo("advance is no duration");
    }

    @Test
    void unknownStatusIsShownAsItsKind() {
        MockHttpServletRequest request = failed("/app", 418, null);
        request.addHeader("Accept", "text/html");

        ModelAndView page = (ModelAndView) pages.show(request, Locale.ENGLISH);

        assertThat(page.getModel()).containsEntry("error", 400);
        assertThat(page.getStatus()).isEqualTo(HttpStatus.I_AM_A_TEAPOT);
    }

    private ProblemDetail problem(MockHttpServletRequest request) {
        return (ProblemDetail) ((ResponseEntity<?>) pages.show(request, Locale.ENGLISH)).getBody();
    }

    private static MockHttpServletRequest failed(String path, int status, Exception exception) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, path);
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, exception);
        return request;
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/web");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
