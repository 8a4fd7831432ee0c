package io.leadfluss.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Chooses German or English: what the address asks for by {@code ?lang=}, in the back office then what was chosen last and the account's
 * language, else what the browser prefers. The pages that leads see get no cookie.
 */
@Component("localeResolver")
public class Languages implements LocaleResolver {

    private static final String COOKIE = "leadfluss-lang";
    private static final String ATTRIBUTE = Languages.class.getName();
    private static final List<String> KNOWN = List.of("de", "en");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Locale locale = (Locale) request.getAttribute(ATTRIBUTE);
        if (locale == null) {
            locale = Locale.forLanguageTag(asked(request).or(() -> ofStaff(request)).orElseGet(() -> preferred(request)));
            request.setAttribute(ATTRIBUTE, locale);
        }
        return locale;
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        request.setAttribute(ATTRIBUTE, locale);
    }

    /** Keeps what the address of a back office page asked for. */
    void remember(HttpServletRequest request, HttpServletResponse response) {
        if (isForStaff(request)) {
            asked(request).ifPresent(language -> response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, language).path("/")
                    .maxAge(Duration.ofDays(365)).httpOnly(true).secure(request.isSecure()).sameSite("Lax").build().toString()));
        }
    }

    private static Optional<String> asked(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("lang")).filter(KNOWN::contains);
    }

    private static Optional<String> ofStaff(HttpServletRequest request) {
        if (!isForStaff(request)) {
            return Optional.empty();
        }
        return chosen(request).or(() -> new Viewer(request).language().filter(KNOWN::contains));
    }

    /** What somebody of the staff chose last in this browser. */
    public static Optional<String> chosen(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream).filter(cookie -> COOKIE.equals(cookie.getName()))
                .map(Cookie::getValue).filter(KNOWN::contains).findFirst();
    }

    private static String preferred(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream().map(Locale::getLanguage).filter(KNOWN::contains).findFirst().orElse("en");
    }

    private static boolean isForStaff(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/login") || Stream.of("/app", "/demo").anyMatch(start -> path.equals(start) || path.startsWith(start + "/"));
    }
}
