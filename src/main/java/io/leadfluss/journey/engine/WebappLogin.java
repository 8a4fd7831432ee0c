package io.leadfluss.journey.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Whoever is logged in with us is logged in to Tasklist, Cockpit and Admin, in the same session. */
class WebappLogin extends ContainerBasedAuthenticationFilter {

    WebappLogin(StaffIdentity staff) {
        this.authenticationProvider = new FromOurSession(staff);
    }

    private record FromOurSession(StaffIdentity staff) implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            Authentication login = SecurityContextHolder.getContext().getAuthentication();
            if (login == null || !login.isAuthenticated()) {
                return AuthenticationResult.unsuccessful();
            }
            AuthenticationResult known = AuthenticationResult.successful(login.getName());
            known.setGroups(List.copyOf(staff.groupIds(login.getName())));
            return known;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // Spring Security has asked for a login before.
        }
    }
}
