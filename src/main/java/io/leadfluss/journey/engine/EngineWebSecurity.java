package io.leadfluss.journey.engine;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import io.leadfluss.security.Role;
import io.leadfluss.security.SecureHeaders;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The doors of the engine: its REST API for programs, and Tasklist, Cockpit and Admin behind the one login. */
@Configuration
class EngineWebSecurity {

    private final PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();

    /** User name and password with each request, no session. */
    @Bean
    @Order(20)
    SecurityFilterChain engineRest(HttpSecurity http, SecureHeaders headers, ProcessEngine engine, StaffIdentity staff) throws Exception {
        headers.addTo(http);
        return http.securityMatcher(path.matcher("/engine-rest/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(new EngineRefusal()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(new EngineRefusal()).accessDeniedHandler(new EngineRefusal()))
                .headers(all -> all.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .authorizeHttpRequests(requests -> open(requests, EngineRoutes.rest()))
                .addFilterAfter(new EngineRequestGuard(), AuthorizationFilter.class)
                .addFilterAfter(new EngineCaller(engine.getIdentityService(), staff), EngineRequestGuard.class)
                .build();
    }

    /** The engine's own web applications, with our session; they bring headers and a guard against forged posts of their own. */
    @Bean
    @Order(21)
    SecurityFilterChain webapps(HttpSecurity http, SecureHeaders headers, RequestCache afterLogin, StaffIdentity staff) throws Exception {
        headers.addTo(http);
        return http.securityMatcher(path.matcher("/camunda/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(afterLogin))
                .logout(logout -> logout.logoutRequestMatcher(path.matcher(POST, "/camunda/api/admin/auth/user/*/logout"))
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .authorizeHttpRequests(requests -> {
                    // Open to the world in 7.24.0 as long as the engine knows no administrator (CVE-2026-77226).
                    requests.requestMatchers(path.matcher("/camunda/api/admin/setup/**"), path.matcher("/camunda/app/*/*/setup/**"),
                            path.matcher("/camunda/api/admin/auth/user/*/login/**"), path.matcher("/camunda/api/*/plugin/license/**")).denyAll();
                    open(requests, EngineRoutes.webapps());
                })
                .exceptionHandling(refused -> refused
                        .defaultAuthenticationEntryPointFor(new EngineRefusal(), path.matcher("/camunda/api/**"))
                        .defaultAccessDeniedHandlerFor(new EngineRefusal(), path.matcher("/camunda/api/**"))
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), path.matcher("/camunda/**")))
                .addFilterAfter(new EngineRequestGuard(), AuthorizationFilter.class)
                .addFilterAfter(new WebappLogin(staff), EngineRequestGuard.class)
                .addFilterAfter(new OwnNonce(), WebappLogin.class)
                .build();
    }

    private void open(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            List<EngineRoutes.Route> routes) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
        routes.forEach(route -> requests.requestMatchers(matcher(route)).hasAnyRole(Role.names(route.roles())));
        requests.anyRequest().denyAll();
    }

    private RequestMatcher matcher(EngineRoutes.Route route) {
        RequestMatcher matcher = path.matcher(route.method(), route.path());
        return GET.equals(route.method()) ? new OrRequestMatcher(matcher, path.matcher(HEAD, route.path())) : matcher;
    }
}
