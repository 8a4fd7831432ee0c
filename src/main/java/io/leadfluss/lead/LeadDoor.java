package io.leadfluss.lead;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Stands before every address below a single lead, whichever feature answers there: a lead one may not see does not exist. */
@Configuration
class LeadDoor implements WebMvcConfigurer, HandlerInterceptor {

    private final LeadAccess access;

    LeadDoor(LeadAccess access) {
        this.access = access;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/app/leads/*", "/app/leads/*/**", "/api/v1/leads/*", "/api/v1/leads/*/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("id") instanceof String id && id.matches("\\d{1,18}")) {
            long lead = Long.parseLong(id);
            if (!(request.getUserPrincipal() instanceof Authentication viewer) || !access.allows(viewer, lead)) {
                throw new UnknownLead(lead);
            }
        }
        return true;
    }
}
