package io.leadfluss.journey.engine;

import jakarta.servlet.http.HttpServletRequest;

/** By what Camunda's web applications tell a post of their own pages from one that another site forged. */
public final class PageProof {

    public static final String HEADER = "X-XSRF-TOKEN";

    private static final String EXPECTED = "CAMUNDA_CSRF_TOKEN";

    private PageProof() {
    }

    /** What the session's pages have been given to send along; null before the first. */
    public static String expected(HttpServletRequest request) {
        return (String) request.getSession().getAttribute(EXPECTED);
    }

    /** Whether a page of the session sent this; programs with a password need no such proof. */
    public static boolean isGiven(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/engine-rest/")
                || request.getHeader(HEADER) != null && request.getHeader(HEADER).equals(expected(request));
    }
}
