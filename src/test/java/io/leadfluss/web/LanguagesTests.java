package io.leadfluss.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LanguagesTests {

    private final Languages languages = new Languages();

    @Test
    void takesTheFirstKnownLanguageOfTheBrowser() {
        MockHttpServletRequest request = request("/f/newsletter");
        request.addPreferredLocale(Locale.GERMANY);
        request.addPreferredLocale(Locale.FRANCE);

        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.GERMAN);
    }

    @Test
    void speaksEnglishToAllOthers() {
        MockHttpServletRequest request = request("/f/newsletter");
        request.addPreferredLocale(Locale.FRANCE);

        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void addressWinsOverCookie() {
        MockHttpServletRequest request = request("/app/leads");
        request.setCookies(new Cookie("leadfluss-lang", "en"));
        request.setParameter("lang", "de");

        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.GERMAN);
    }

    @Test
    void staffKeepsItsChoice() {
        MockHttpServletRequest chosen = request("/app/leads");
        chosen.setParameter("lang", "de");
        MockHttpServletResponse response = new MockHttpServletResponse();
        languages.remember(chosen, response);
        MockHttpServletRequest next = request("/app");
        next.setCookies(response.getCookies());

        assertThat(languages.resolveLocale(next)).isEqualTo(Locale.GERMAN);
    }

    @Test
    void leadsGetNoCookie() {
        MockHttpServletRequest request = request("/f/newsletter");
        request.setParameter("lang", "de");
        MockHttpServletResponse response = new MockHttpServletResponse();

        languages.remember(request, response);

        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void unknownLanguageIsIgnored() {
        MockHttpServletRequest request = request("/app");
        request.setParameter("lang", "xx\r\nSet-Cookie: a=b");
        MockHttpServletResponse response = new MockHttpServletResponse();

        languages.remember(request, response);

        assertThat(languages.resolveLocale(request)).isEqualTo(Locale.ENGLISH);
        assertThat(response.getHeaderNames()).isEmpty();
    }

    private static MockHttpServletRequest request(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        return request;
    }
}
