package io.leadfluss.journey.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the engine who asks, for as long as the request lasts; without it the engine would check nothing. */
class EngineCaller extends OncePerRequestFilter {

    private final IdentityService identity;
    private final StaffIdentity staff;

    EngineCaller(IdentityService identity, StaffIdentity staff) {
        this.identity = identity;
        this.staff = staff;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String user = SecurityContextHolder.getContext().getAuthentication().getName();
        try {
            identity.setAuthentication(user, List.copyOf(staff.groupIds(user)), List.of());
            chain.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }
}
