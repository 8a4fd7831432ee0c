package io.leadfluss.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the program, of ours and of the engine, with who may use it, against a list that a person has read. An address that is new, or
 * open to somebody else than before, fails here until the list says so too: target/routes.txt is how it is now.
 */
@JourneyTest
class RouteTests {

    private static final java.nio.file.Path REVIEWED = java.nio.file.Path.of("src/test/resources/routes.txt");
    private static final Map<String, String> WEBAPPS = Map.of("Cockpit Api", "/camunda/api/cockpit", "Admin Api", "/camunda/api/admin",
            "Tasklist Api", "/camunda/api/tasklist", "Engine Api", "/camunda/api/engine", "Welcome Api", "/camunda/api/welcome");

    private final RequestMappingHandlerMapping pages;
    private final ResourceConfig rest;
    private final ServletContext servlets;
    private final WebInvocationPrivilegeEvaluator privileges;

    @Autowired
    RouteTests(RequestMappingHandlerMapping requestMappingHandlerMapping, ResourceConfig rest, ServletContext servlets,
            WebInvocationPrivilegeEvaluator privileges) {
        this.pages = requestMappingHandlerMapping;
        this.rest = rest;
        this.servlets = servlets;
        this.privileges = privileges;
    }

    @Test
    void areAllReviewed() throws Exception {
        Set<String> routes = new TreeSet<>();
        pages.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternValues().forEach(pattern -> {
            Set<String> methods = mapping.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
            (methods.isEmpty() ? Set.of("GET", "POST") : methods).forEach(method -> routes.add(line(pattern, method)));
        }));
        rest.getClasses().forEach(resource -> addResource("/engine-rest", resource, routes, 0));
        for (var webapp : WEBAPPS.entrySet()) {
            String application = servlets.getServletRegistration(webapp.getKey()).getInitParameter("jakarta.ws.rs.Application");
            for (Class<?> resource : ((Application) Class.forName(application).getDeclaredConstructor().newInstance()).getClasses()) {
                addResource(webapp.getValue(), resource, routes, 0);
            }
        }
        servlets.getServletRegistrations().values().forEach(servlet -> servlet.getMappings().forEach(mount ->
                routes.add("servlet " + mount + "  " + servlet.getName())));
        routes.addAll(List.of(line("/camunda/app/tasklist/default/", "GET"), line("/camunda/app/cockpit/default/", "GET"),
                line("/engine-rest/process-definition/key/lead-intake/start", "POST"), line("/engine-rest/process-definition/key/order-intake/start", "POST"),
                line("/engine-rest/process-definition/key/objection-intake/start", "POST"),
               
                line("/camunda/app/admin/default/", "GET"), line("/camunda/app/admin/default/setup/", "GET"), line("/lib/tabler.min.css", "GET"),
                line("/anything-else", "GET"), line("/actuator/health", "GET"), line("/actuator/env", "GET"), line("/webjars/camunda/index.html", "GET")));

        Files.write(java.nio.file.Path.of("target/routes.txt"), routes);
        assertThat(routes).as("review target/routes.txt, then take it over as " + REVIEWED).containsExactlyElementsOf(Files.readAllLines(REVIEWED));
    }

    /** Nothing but these is open to strangers, whatever the list says. */
    @Test
    void keepStrangersOut() throws IOException {
        assertThat(Files.readAllLines(REVIEWED)).filteredOn(line -> line.contains("anybody"))
                .allSatisfy(line -> assertThat(line).matches("/((f|c|u|p|l|o|d)/\\{.*|v|login|lib/.*|)( .*|)  anybody"));
    }

    private void addResource(String mount, Class<?> resource, Set<String> routes, int depth) {
        for (Class<?> type : Stream.concat(Stream.of(resource), Arrays.stream(resource.getInterfaces())).toList()) {
            Path path = type.getAnnotation(Path.class);
            String at = path == null ? mount : join(mount, path.value());
            if (path != null || depth > 0) {
                for (Method method : type.getMethods()) {
                    addMethod(at, method, routes, depth);
                }
            }
        }
        if (resource.getSuperclass() != null && resource.getSuperclass() != Object.class && resource.getAnnotation(Path.class) == null) {
            addResource(mount, resource.getSuperclass(), routes, depth);
        }
    }

    private void addMethod(String mount, Method method, Set<String> routes, int depth) {
        Path path = method.getAnnotation(Path.class);
        String at = path == null ? mount : join(mount, path.value());
        List<String> verbs = Arrays.stream(method.getAnnotations()).map(found -> found.annotationType().getAnnotation(HttpMethod.class))
                .filter(found -> found != null).map(HttpMethod::value).toList();
        verbs.forEach(verb -> routes.add(line(at, verb)));
        if (verbs.isEmpty() && path != null && depth < 8) {
            addResource(at, method.getReturnType(), routes, depth + 1);
        }
    }

    private static String join(String mount, String path) {
        String joined = (mount + "/" + path).replaceAll("/+", "/");
        return joined.length() > 1 && joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
    }

    private String line(String pattern, String method) {
        String address = pattern.replace("{name}", "default").replaceAll("\\{(engine|engineName|processEngineName)}", "default").replaceAll("\\{[^/]*}", "x");
        if (pattern.startsWith("/camunda/api/engine/engine/{name}")) {
            address = address.replaceFirst("/engine/engine/[^/]+", "/engine/engine/default");
        }
        if (pattern.startsWith("/demo")) {
            return pattern + " " + method + "  this machine";
        }
        Set<String> who = new TreeSet<>();
        for (Role role : Role.values()) {
            if (allowed(address, method, role.name())) {
                who.add(role.group());
            }
        }
        String known = allowed(address, method) ? "anybody" : who.isEmpty() ? "nobody" : String.join(" ", who);
        return pattern + " " + method + "  " + known;
    }

    private boolean allowed(String address, String method, String... roles) {
        Authentication login = roles.length == 0 ? null
                : new TestingAuthenticationToken("somebody", "", Arrays.stream(roles).map(role -> "ROLE_" + role).toArray(String[]::new));
        return privileges.isAllowed("", address, method, login);
    }
}
