package io.leadfluss.journey.engine;

import static io.leadfluss.security.Role.ADMIN;
import static io.leadfluss.security.Role.INTEGRATOR;
import static io.leadfluss.security.Role.MARKETER;
import static io.leadfluss.security.Role.SALES;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.leadfluss.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/**
 * What each role may ask of the engine, by method and path; all else is closed. The engine's own authorizations ({@link EngineGrants}) decide
 * about the single task or process behind the path.
 */
final class EngineRoutes {

    /** One opened address. */
    record Route(HttpMethod method, String path, Role... roles) {
    }

    /** The processes that a program outside may start. */
    static final List<String> INTAKES = List.of("lead-intake", "order-intake", "objection-intake");

    private final List<Route> routes = new ArrayList<>();

    private EngineRoutes() {
    }

    /** The API for programs and scripts. */
    static List<Route> rest() {
        EngineRoutes rest = new EngineRoutes();
        rest.tasks("/engine-rest");
        rest.open(POST, "/engine-rest", INTAKES.stream().map(key -> "/process-definition/key/" + key + "/start").toList(), INTEGRATOR, ADMIN);
        rest.open(POST, "/engine-rest", List.of("/message"), INTEGRATOR, ADMIN);
        rest.open(GET, "/engine-rest", List.of("/version"), INTEGRATOR, MARKETER, SALES, ADMIN);
        rest.open(POST, "/engine-rest", List.of("/deployment/create"), MARKETER, ADMIN);
        rest.open(GET, "/engine-rest", List.of("/deployment", "/deployment/count", "/deployment/{id}", "/deployment/{id}/resources",
                "/deployment/{id}/resources/{resource}/data", "/process-definition", "/process-definition/count", "/process-definition/statistics",
                "/process-definition/{id}", "/process-definition/{id}/xml", "/process-definition/{id}/statistics",
                "/process-definition/key/{key}", "/process-definition/key/{key}/xml", "/process-definition/key/{key}/statistics",
                "/process-instance", "/process-instance/count", "/process-instance/{id}", "/process-instance/{id}/activity-instances",
                "/decision-definition", "/decision-definition/count", "/decision-definition/{id}/xml", "/decision-definition/key/{key}/xml",
                "/incident", "/incident/count"), MARKETER, ADMIN);
        rest.open(POST, "/engine-rest", List.of("/migration/generate", "/migration/validate"), MARKETER, ADMIN);
        rest.open(GET, "/engine-rest", List.of("/job", "/job/count", "/job/{id}", "/job/{id}/stacktrace"), ADMIN);
        rest.open(PUT, "/engine-rest", List.of("/job/{id}/retries", "/process-definition/{id}/suspended"), ADMIN);
        return rest.routes;
    }

    /** What Tasklist, Cockpit and Admin ask for. */
    static List<Route> webapps() {
        EngineRoutes webapps = new EngineRoutes();
        webapps.open(GET, "/camunda", List.of("/app/tasklist/**"), SALES, MARKETER, ADMIN);
        webapps.open(GET, "/camunda", List.of("/app/cockpit/**"), MARKETER, ADMIN);
        webapps.open(GET, "/camunda", List.of("/app/admin/**", "/app/welcome/**", "/app", "/app/", "/"), ADMIN);
        webapps.open(GET, "/camunda", List.of("/lib/**", "/assets/**", "/favicon.ico", "/api/{app}/plugin/{plugin}/static/**"),
                SALES, MARKETER, ADMIN);
        webapps.open(GET, "/camunda/api", List.of("/admin/auth/user/default", "/engine/engine", "/engine/engine/", "/engine/version",
                "/engine/engine/default/version"), SALES, MARKETER, ADMIN);
        webapps.open(POST, "/camunda/api", List.of("/admin/auth/user/default/logout"), SALES, MARKETER, ADMIN);
        String engine = "/camunda/api/engine/engine/default";
        webapps.open(GET, engine, List.of("/user/{id}/profile", "/identity/groups", "/group", "/authorization/check", "/filter", "/filter/count",
                "/filter/{id}", "/filter/{id}/count", "/filter/{id}/list", "/process-definition", "/process-definition/count",
                "/process-definition/{id}", "/process-definition/{id}/xml", "/process-definition/{id}/startForm", "/case-definition/count",
                "/history/user-operation", "/history/task"), SALES, MARKETER, ADMIN);
        webapps.open(POST, engine, List.of("/filter/{id}/count", "/filter/{id}/list"), SALES, MARKETER, ADMIN);
        // By these the pages learn which buttons to show.
        webapps.open(OPTIONS, engine, List.of("/**"), SALES, MARKETER, ADMIN);
        webapps.tasks(engine);
        webapps.open(GET, "/camunda/api", List.of("/cockpit/**"), MARKETER, ADMIN);
        webapps.open(POST, "/camunda/api/cockpit/plugin/base/default", List.of("/process-definition/**", "/process-instance/**", "/incident/**"),
                MARKETER, ADMIN);
        webapps.open(GET, engine, List.of("/process-instance/**", "/decision-definition/**", "/deployment/**", "/history/process-instance/**",
                "/history/activity-instance/**", "/history/decision-instance/**", "/history/incident/**", "/incident/**", "/job-definition/**",
                "/metrics/**", "/statistics/**", "/process-definition/**", "/decision-requirements-definition/**"), MARKETER, ADMIN);
        webapps.open(POST, engine, List.of("/process-instance", "/process-instance/count", "/history/process-instance",
                "/history/process-instance/count", "/history/activity-instance", "/history/activity-instance/count", "/incident", "/incident/count"),
                MARKETER, ADMIN);
        webapps.open(null, "/camunda/api", List.of("/engine/**", "/cockpit/**", "/tasklist/**", "/welcome/**"), ADMIN);
        webapps.open(GET, "/camunda/api", List.of("/admin/**"), ADMIN);
        return webapps.routes;
    }

    /** Working on one's own tasks. */
    private void tasks(String mount) {
        open(GET, mount, List.of("/task", "/task/count", "/task/{id}", "/task/{id}/form", "/task/{id}/deployed-form", "/task/{id}/form-variables",
                "/task/{id}/variables", "/task/{id}/variables/{name}", "/task/{id}/identity-links", "/task/{id}/comment",
                "/task/{id}/rendered-form"), SALES, MARKETER, ADMIN);
        open(POST, mount, List.of("/task", "/task/count", "/task/{id}/claim", "/task/{id}/unclaim", "/task/{id}/complete", "/task/{id}/submit-form",
                "/task/{id}/comment/create"), SALES, MARKETER, ADMIN);
    }

    private void open(HttpMethod method, String mount, List<String> paths, Role... roles) {
        Stream<Route> opened = paths.stream().map(path -> new Route(method, mount + path, roles));
        routes.addAll(opened.toList());
    }
}
