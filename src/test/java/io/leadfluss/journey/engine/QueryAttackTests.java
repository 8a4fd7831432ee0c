package io.leadfluss.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CVE-2026-109432: an expression in a task query, above all inside orQueries, must never be evaluated. */
@JourneyTest
class QueryAttackTests {

    private static final String ATTACK = "${canary.touch()}";
    private static final String TASKLIST = "/camunda/api/engine/engine/default";

    @LocalServerPort
    private int port;
    private final DoorStaff staff;
    private final Canary canary;
    private final TaskService tasks;
    private final FilterService filters;

    @Autowired
    QueryAttackTests(DoorStaff staff, Canary canary, TaskService tasks, FilterService filters) {
        this.staff = staff;
        this.canary = canary;
        this.tasks = tasks;
        this.filters = filters;
    }

    @BeforeEach
    void addStaff() {
        staff.add();
    }

    @AfterEach
    void theCanaryIsUntouched() {
        assertThat(canary.touches()).isZero();
    }

    static List<String> expressionKeys() {
        return Arrays.stream(TaskQueryDto.class.getMethods()).map(Method::getName)
                .filter(name -> name.startsWith("set") && name.endsWith("Expression"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4)).sorted().toList();
    }

    @Test
    void refusesEveryExpressionAtEveryDoorOfARep() {
        String filter = filters.createTaskFilterQuery().list().get(0).getId();
        Door tasklist = Door.browser(port, "door-north");
        tasklist.get("/camunda/app/tasklist/default/");
        Door rest = Door.program(port, "door-north");

        assertThat(expressionKeys()).hasSizeGreaterThanOrEqualTo(20);
        for (String key : expressionKeys()) {
            for (String body : bodies(key)) {
                for (String path : List.of("/task", "/task/count", "/task?maxResults=1")) {
                    assertThat(tasklist.post(TASKLIST + path, body).statusCode()).as(path + body).isEqualTo(400);
                    assertThat(rest.post("/engine-rest" + path, body).statusCode()).as(path + body).isEqualTo(400);
                }
                for (String path : List.of("/list", "/count")) {
                    assertThat(tasklist.post(TASKLIST + "/filter/" + filter + path, body).statusCode()).as(path + body).isEqualTo(400);
                }
            }
        }
    }

    private static Stream<String> alsoNested(String key) {
        String pair = "{\"" + key + "\":\"" + ATTACK + "\"}";
        return Stream.of(pair, "{\"orQueries\":[" + pair + "]}");
    }

    private static List<String> bodies(String key) {
        return key.equals("dueAfterExpression")
                ? Stream.concat(alsoNested(key), Stream.of("{\"orQueries\":[{\"dueAfter\\u0045xpression\":\"" + ATTACK + "\"}]}",
                        "{\"orQueries\":[{}],\"orQueries\":[{\"dueAfterExpression\":\"" + ATTACK + "\"}]}",
                        "{\"orQueries\":[{\"DUEAFTEREXPRESSION\":\"" + ATTACK + "\"}]}",
                        "{\"query\":{\"orQueries\":[{\"dueAfterExpression\":\"" + ATTACK + "\"}]}}",
                        "{\"extendingQuery\":{\"orQueries\":[{\"dueAfterExpression\":\"" + ATTACK + "\"}]}}")).toList()
                : alsoNested(key).toList();
    }

    @Test
    void refusesExpressionsInAddresses() {
        Door rest = Door.program(port, "door-north");
        String attack = URLEncoder.encode(ATTACK, StandardCharsets.UTF_8);

        assertThat(rest.get("/engine-rest/task?dueAfterExpression=" + attack).statusCode()).isEqualTo(400);
        assertThat(rest.get("/engine-rest/task?dueAfter%45xpression=" + attack).statusCode()).isEqualTo(400);
        assertThat(rest.get("/engine-rest/task/count?assigneeExpression=" + attack).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesBodiesThatAreNotPlainJson() {
        Door rest = Door.program(port, "door-north");
        String body = "{\"orQueries\":[{\"dueAfterExpression\":\"" + ATTACK + "\"}]}";

        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/hal+json")) {
            assertThat(rest.send("POST", "/engine-rest/task", type, body).statusCode()).as(type).isEqualTo(415);
        }
        assertThat(rest.post("/engine-rest/task", "{" + "\"a\":".repeat(2000)).statusCode()).isEqualTo(400);
        assertThat(rest.post("/engine-rest/task", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}").statusCode()).isEqualTo(413);
    }

    @Test
    void aRepCannotKeepAFilterOfHisOwn() {
        Door tasklist = Door.browser(port, "door-north");
        tasklist.get("/camunda/app/tasklist/default/");

        assertThat(tasklist.post(TASKLIST + "/filter/create", "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{}}").statusCode()).isEqualTo(403);
    }

    @Test
    void theEngineItselfRefusesToo() {
        TaskQuery nested = tasks.createTaskQuery().or().dueAfterExpression(ATTACK).endOr();

        assertThatThrownBy(nested::list).isInstanceOf(ProcessEngineException.class).hasRootCauseMessage("Expressions are not allowed in queries");
        assertThatThrownBy(() -> tasks.createTaskQuery().dueAfterExpression(ATTACK).list()).isInstanceOf(ProcessEngineException.class);
        assertThatThrownBy(() -> tasks.createTaskQuery().or().taskAssigneeExpression("${currentUser()}").endOr().count())
                .isInstanceOf(ProcessEngineException.class).hasRootCauseMessage("Expressions are not allowed in queries");
    }

    @Test
    void theEngineRefusesAStoredExpression() {
        var filter = filters.newTaskFilter("stored " + System.nanoTime());

        assertThatThrownBy(() -> {
            filter.setQuery(tasks.createTaskQuery().dueAfterExpression(ATTACK));
            filters.saveFilter(filter);
            filters.list(filter.getId());
        }).isInstanceOf(ProcessEngineException.class);
    }
}
