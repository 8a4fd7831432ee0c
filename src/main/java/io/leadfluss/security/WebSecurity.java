package io.leadfluss.security;

import static io.leadfluss.security.Role.ADMIN;
import static io.leadfluss.security.Role.INTEGRATOR;
import static io.leadfluss.security.Role.MARKETER;
import static io.leadfluss.security.Role.PRIVACY;
import static io.leadfluss.security.Role.SALES;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.MySqlJdbcIndexedSessionRepositoryCustomizer;

/** Who may see which page of our own; what is not named here is closed. The engine's addresses have their own rules in package journey. */
@Configuration
class WebSecurity {

    private static final String OWN_CONTENT_ONLY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; ";

    /** Goes through the error pages, so that people read a sentence instead of an empty answer. */
    private static final AuthenticationEntryPoint NOT_HERE = (request, response, refused) -> response.sendError(HttpServletResponse.SC_NOT_FOUND);

    private static final String NOWHERE = WebSecurity.class.getName() + ".nowhere";
    /** Of an address that no rule names nobody needs to hear that it is forbidden: it does not exist. */
    private static final AccessDeniedHandler MISSING_OR_FORBIDDEN = (request, response, refused) -> response.sendError(
            request.getAttribute(NOWHERE) == null ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);

    private final PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
    private final SecureHeaders secureHeaders;
    private final boolean demo;

    WebSecurity(SecureHeaders secureHeaders, Environment environment) {
        this.secureHeaders = secureHeaders;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Files that are the same for all. */
    @Bean
    @Order(10)
    SecurityFilterChain files(HttpSecurity http) throws Exception {
        headers(http, "frame-ancestors 'none'");
        return withoutSession(http)
                .securityMatcher(any("/lib/**", "/css/**", "/img/**", "/favicon.ico", "/favicon.svg", "/robots.txt", "/v.js"))
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    requests.requestMatchers(reads("/**")).permitAll().anyRequest().denyAll();
                })
                .build();
    }

    /** Pages of leads: no login, no cookie; their posts carry signed tokens of their own. */
    @Bean
    @Order(11)
    SecurityFilterChain publicPages(HttpSecurity http) throws Exception {
        headers(http, "frame-ancestors 'none'");
        return withoutSession(http)
                .securityMatcher(any("/f/**", "/c/**", "/u/**", "/p/**", "/l/**", "/o/**", "/v", "/d/**"))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    requests.requestMatchers(reads("/f/*", "/c/*", "/u/*", "/p/*", "/l/*", "/o/*", "/d/*")).permitAll();
                    requests.requestMatchers(posts("/f/*", "/c/*", "/u/*", "/p/*", "/p/*/*", "/v")).permitAll();
                    requests.anyRequest().denyAll();
                })
                .build();
    }

    /** The demo's inbox and time machine; the sandboxed frame of a mail is its own. */
    @Bean
    @Order(12)
    @Profile("demo")
    SecurityFilterChain demo(HttpSecurity http, CsrfTokenRepository csrfTokens) throws Exception {
        headers(http, "frame-src 'self'; frame-ancestors 'self'");
        RequestMatcher byScript = new AndRequestMatcher(path.matcher(POST, "/demo/clock"),
                // A form of another site can't send this type, and a script of another site is not allowed to.
                request -> MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType()));
        return http.securityMatcher(path.matcher("/demo/**"))
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).csrfTokenRequestHandler(tokenAtOnce()).ignoringRequestMatchers(byScript))
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    requests.anyRequest().access((login, context) -> new AuthorizationDecision(Loopback.isFrom(context.getRequest())));
                })
                .exceptionHandling(refused -> refused.authenticationEntryPoint(NOT_HERE))
                .build();
    }

    /** The back office; the sandboxed frame of a mailing is its own, and says itself that it may be framed. */
    @Bean
    @Order(13)
    SecurityFilterChain backOffice(HttpSecurity http, CsrfTokenRepository csrfTokens, RequestCache afterLogin) throws Exception {
        headers(http, "frame-src 'self'; frame-ancestors 'none'");
        RequestMatcher frame = reads("/app/templates/*/*.html");
        return http.securityMatcher(any("/", "/login", "/logout", "/app", "/app/**"))
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .addHeaderWriter(only(frame, XFrameOptionsMode.SAMEORIGIN))
                        .addHeaderWriter(only(new NegatedRequestMatcher(frame), XFrameOptionsMode.DENY)))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).csrfTokenRequestHandler(tokenAtOnce()))
                .requestCache(cache -> cache.requestCache(afterLogin))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    requests.requestMatchers(reads("/", "/login")).permitAll();
                    requests.requestMatchers(posts("/login", "/logout")).permitAll();
                    allow(requests, any("/app/accounts", "/app/accounts/**"), ADMIN);
                    allow(requests, reads("/app/reps", "/app/absences", "/app/pool", "/app/meetings"), MARKETER, SALES, ADMIN);
                    allow(requests, posts("/app/absences", "/app/absences/*/remove", "/app/absences/*/give"), SALES, ADMIN);
                    allow(requests, posts("/app/handovers/*/give"), SALES, ADMIN);
                    allow(requests, posts("/app/reps", "/app/reps/**"), ADMIN);
                    allow(requests, reads("/app/inbound", "/app/inbound/**"), MARKETER, PRIVACY, ADMIN);
                    allow(requests, posts("/app/inbound/**"), MARKETER, PRIVACY, ADMIN);
                    allow(requests, reads("/app/templates", "/app/templates/**"), MARKETER, ADMIN);
                    allow(requests, posts("/app/templates/*/test"), MARKETER, ADMIN);
                    allow(requests, reads("/app/messages", "/app/messages/**"), MARKETER, PRIVACY, ADMIN);
                    allow(requests, posts("/app/messages/**"), MARKETER, ADMIN);
                    allow(requests, reads("/app/newsletter", "/app/newsletter/**"), MARKETER, ADMIN);
                    allow(requests, posts("/app/newsletter", "/app/newsletter/**"), MARKETER, ADMIN);
                    allow(requests, reads("/app/objections"), MARKETER, SALES, PRIVACY, ADMIN);
                    allow(requests, posts("/app/objections", "/app/objections/look"), MARKETER, SALES, PRIVACY, ADMIN);
                    allow(requests, reads("/app/sending"), MARKETER, ADMIN);
                    allow(requests, posts("/app/sending/check"), MARKETER, ADMIN);
                    allow(requests, any("/app/leads/*/erase"), PRIVACY, ADMIN);
                    allow(requests, reads("/app/leads", "/app/leads/**"), MARKETER, SALES, PRIVACY, ADMIN);
                    allow(requests, posts("/app/leads/*/meetings", "/app/leads/*/meetings/**"), MARKETER, SALES, ADMIN);
                    allow(requests, posts("/app/leads", "/app/leads/**"), MARKETER, SALES, PRIVACY, ADMIN);
                    allow(requests, reads("/app/handovers/*"), MARKETER, SALES, ADMIN);
                    allow(requests, reads("/app/journeys", "/app/journeys/**"), MARKETER, ADMIN);
                    allow(requests, reads("/app/scoring", "/app/scoring/**"), MARKETER, ADMIN);
                    allow(requests, posts("/app/scoring/**"), MARKETER, ADMIN);
                    allow(requests, reads("/app/figures", "/app/figures/agreement", "/app/figures/lines.csv"), MARKETER, SALES, ADMIN);
                    allow(requests, posts("/app/figures/agreement"), SALES, ADMIN);
                    allow(requests, reads("/app", "/app/"), MARKETER, SALES, PRIVACY, ADMIN);
                    allow(requests, posts("/app/language"), MARKETER, SALES, PRIVACY, ADMIN);
                    allow(requests, any("/app/password"), MARKETER, SALES, PRIVACY, ADMIN);
                    requests.anyRequest().access((login, context) -> nowhere(context.getRequest()));
                })
                .exceptionHandling(refused -> refused.accessDeniedHandler(MISSING_OR_FORBIDDEN))
                .formLogin(login -> login.loginPage("/login").defaultSuccessUrl("/app")
                        .failureHandler(new FailedLogin()))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?bye"))
                .build();
    }

    /** Health and figures, on their own port only: there is no such address on the public one. */
    @Bean
    @Order(14)
    SecurityFilterChain figures(HttpSecurity http) throws Exception {
        return withoutSession(http).securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }

    /** What programs read, with user name and password in each request. */
    @Bean
    @Order(15)
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        secureHeaders.addTo(http);
        return http.securityMatcher(path.matcher("/api/v1/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.realmName("Leadfluss"))
                .headers(all -> all.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    allow(requests, reads("/api/v1/leads/*", "/api/v1/leads/*/score", "/api/v1/leads/*/handovers", "/api/v1/openapi.json"),
                            INTEGRATOR, MARKETER, SALES, ADMIN);
                    requests.anyRequest().denyAll();
                })
                .build();
    }

    /** Whatever nobody thought of does not exist. */
    @Bean
    @Order(100)
    SecurityFilterChain rest(HttpSecurity http) throws Exception {
        headers(http, "frame-ancestors 'none'");
        return withoutSession(http)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll().anyRequest().denyAll())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(NOT_HERE))
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** In a cookie, so that a visitor of the login page needs no session. */
    @Bean
    CsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        // Camunda's own guard has a cookie of the usual name.
        tokens.setCookieName("leadfluss-csrf");
        tokens.setCookieCustomizer(cookie -> cookie.secure(!demo).sameSite("Lax").path("/"));
        return tokens;
    }

    /** When two requests of one session bring the same thing into it at once, the second takes the place of the first instead of failing. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessions() {
        return new MySqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** Where one wanted to go before the login, kept in a cookie: a stranger at the door costs no row. */
    @Bean
    RequestCache afterLogin() {
        CookieRequestCache cache = new CookieRequestCache();
        cache.setRequestMatcher(new AndRequestMatcher(
                new OrRequestMatcher(path.matcher(GET, "/app/**"), path.matcher(GET, "/camunda/app/**")),
                request -> request.getHeader("HX-Request") == null && String.valueOf(request.getHeader("Accept")).contains("text/html")));
        cache.setCookieCustomizer(cookie -> {
            cookie.setSecure(!demo);
            cookie.setAttribute("SameSite", "Lax");
        });
        return cache;
    }

    private static AuthorizationDecision nowhere(HttpServletRequest request) {
        request.setAttribute(NOWHERE, true);
        return new AuthorizationDecision(false);
    }

    private void headers(HttpSecurity http, String frames) throws Exception {
        secureHeaders.addTo(http);
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(OWN_CONTENT_ONLY + frames)));
    }

    /** Made before the page is: once its first part is sent, no cookie can be set any more. */
    private static CsrfTokenRequestHandler tokenAtOnce() {
        XorCsrfTokenRequestAttributeHandler handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    private static HttpSecurity withoutSession(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(NOT_HERE));
    }

    private static void allow(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            RequestMatcher matcher, Role... roles) {
        requests.requestMatchers(matcher).hasAnyRole(Role.names(roles));
    }

    private static HeaderWriter only(RequestMatcher requests, XFrameOptionsMode mode) {
        return new DelegatingRequestMatcherHeaderWriter(requests, new XFrameOptionsHeaderWriter(mode));
    }

    private RequestMatcher reads(String... patterns) {
        return new OrRequestMatcher(matching(GET, patterns), matching(HEAD, patterns));
    }

    private RequestMatcher posts(String... patterns) {
        return matching(POST, patterns);
    }

    private RequestMatcher any(String... patterns) {
        return matching(null, patterns);
    }

    private RequestMatcher matching(HttpMethod method, String... patterns) {
        RequestMatcher[] matchers = new RequestMatcher[patterns.length];
        for (int i = 0; i < patterns.length; i++) {
            matchers[i] = path.matcher(method, patterns[i]);
        }
        return new OrRequestMatcher(matchers);
    }
}
