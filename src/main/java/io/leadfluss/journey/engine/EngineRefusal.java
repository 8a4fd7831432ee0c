package io.leadfluss.journey.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says no to a program in the engine's own words. */
class EngineRefusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody) throws IOException {
        if (request.getRequestURI().startsWith("/engine-rest")) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Leadfluss\", charset=\"UTF-8\"");
        }
        answer(response, HttpServletResponse.SC_UNAUTHORIZED, "AuthenticationException", "Log in first: user name and password are missing or wrong");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) throws IOException {
        answer(response, HttpServletResponse.SC_FORBIDDEN, "AuthorizationException", "This address is not open for your role");
    }

    private static void answer(HttpServletResponse response, int status, String type, String message) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write("{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}");
    }
}
