package io.leadfluss.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each role gets from the engine, over REST and through the web applications. */
@JourneyTest
class EngineDoorTests {

    private static final String TASKLIST = "/camunda/api/engine/engine/default";

    @LocalServerPort
    private int port;
    private final DoorStaff staff;
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final JdbcClient jdbc;

    @Autowired
    EngineDoorTests(DoorStaff staff, RepositoryService repository, RuntimeService runtime, TaskService tasks, JdbcClient jdbc) {
        this.staff = staff;
        this.repository = repository;
        this.runtime = runtime;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void deployATask() {
        staff.add();
        repository.createDeployment().name("door-test").enableDuplicateFiltering(true).addInputStream("door-test.bpmn", new ByteArrayInputStream("""
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                    id="d" targetNamespace="http://leadfluss.io/processes">
                  <bpmn:process id="door-test" isExecutable="true" camunda:historyTimeToLive="P730D">
                    <bpmn:startEvent id="Begun"/>
                    <bpmn:sequenceFlow id="Begun_Look" sourceRef="Begun" targetRef="Look"/>
                    <bpmn:userTask id="Look" name="Look" camunda:assignee="${rep}" camunda:candidateGroups="${team}"/>
                  </bpmn:process>
                </bpmn:definitions>""".getBytes(StandardCharsets.UTF_8))).deploy();
    }

    @Test
    void aRepSeesAndWorksOnTasksOfTheOwnTeamOnly() {
        Task task = start("door-north", "team-north");
        Door colleague = Door.program(port, "door-north2");
        Door stranger = Door.program(port, "door-south");
        String path = "/engine-rest/task/" + task.getId();

        assertThat(stranger.get(path).statusCode()).isIn(403, 404);
        assertThat(stranger.get(path + "/form-variables").statusCode()).isIn(403, 404, 500);
        assertThat(stranger.get("/engine-rest/task?maxResults=500").body()).doesNotContain(task.getId());
        assertThat(stranger.post(path + "/complete", "{}").statusCode()).isIn(403, 404);
        assertThat(colleague.get("/engine-rest/task?maxResults=500").body()).contains(task.getId());
        assertThat(colleague.get(path + "/form-variables").statusCode()).isEqualTo(200);
        assertThat(Door.program(port, "door-north").post(path + "/complete", "{\"variables\":{\"decision\":{\"value\":\"accept\",\"type\":\"String\"}}}")
                .statusCode()).isEqualTo(204);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isZero();
    }

    @Test
    void tasklistShowsTheSameByTheSessionOfTheBackOffice() {
        Task task = start("door-north", "team-north");
        Door rep = Door.browser(port, "door-north");

        assertThat(rep.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(rep.get("/camunda/api/admin/auth/user/default").body()).contains("\"door-north\"", "tasklist").doesNotContain("cockpit", "admin\"");
        assertThat(rep.post(TASKLIST + "/task?maxResults=500", "{}").body()).contains(task.getId());
        assertThat(rep.post(TASKLIST + "/task/" + task.getId() + "/submit-form", "{\"variables\":{}}").statusCode()).isEqualTo(204);
        assertThat(rep.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);
        assertThat(rep.get("/camunda/app/admin/default/").statusCode()).isEqualTo(403);
    }

    @Test
    void aForgedPostToTasklistIsRefused() {
        Task task = start("door-north", "team-north");
        Door rep = Door.browser(port, "door-north");

        assertThat(rep.post(TASKLIST + "/task/" + task.getId() + "/complete", "{}").statusCode()).isEqualTo(403);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isOne();
    }

    @Test
    void nobodyCanSetUpAnAdministrator() {
        String user = "{\"profile\":{\"id\":\"evil\"},\"credentials\":{\"password\":\"evil\"}}";
        Door admin = Door.browser(port, "door-admin");
        admin.get("/camunda/app/admin/default/");

        for (Door door : new Door[] {Door.stranger(port), Door.browser(port, "door-north"), admin}) {
            assertThat(door.post("/camunda/api/admin/setup/default/user/create", user).statusCode()).isIn(401, 403, 404);
            assertThat(door.get("/camunda/app/admin/default/setup/").statusCode()).isIn(302, 401, 403, 404);
        }
        assertThat(jdbc.sql("SELECT COUNT(*) FROM ACT_ID_USER").query(Long.class).single()).isZero();
    }

    @Test
    void onlyTheIntegratorStartsAndOnlyTheIntake() {
        Door integrator = Door.program(port, "door-integrator");

        assertThat(integrator.post("/engine-rest/process-definition/key/door-test/start", "{}").statusCode()).isEqualTo(403);
        assertThat(Door.program(port, "door-north").post("/engine-rest/process-definition/key/lead-intake/start", "{}").statusCode()).isEqualTo(403);
        assertThat(Door.stranger(port).post("/engine-rest/process-definition/key/lead-intake/start", "{}").statusCode()).isEqualTo(401);
        assertThat(integrator.get("/engine-rest/process-instance?maxResults=1").statusCode()).isEqualTo(403);
        assertThat(integrator.get("/engine-rest/task?maxResults=1").statusCode()).isEqualTo(403);
    }

    @Test
    void aStartCannotSkipTheFirstStepNorBringObjects() {
        Door integrator = Door.program(port, "door-integrator");
        String start = "/engine-rest/process-definition/key/lead-intake/start";

        assertThat(integrator.post(start, "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"RequestConsent\"}]}").statusCode())
                .isEqualTo(400);
        assertThat(integrator.post(start, "{\"variables\":{\"email\":{\"value\":\"rO0AB\",\"type\":\"Object\",\"valueInfo\":"
                + "{\"objectTypeName\":\"java.util.HashMap\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}}}}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aMessageNeedsAnAddresseeAndCannotStandForAConsent() {
        Door integrator = Door.program(port, "door-integrator");

        assertThat(integrator.post("/engine-rest/message", "{\"messageName\":\"OfferSeen\",\"all\":true}").statusCode()).isEqualTo(400);
        assertThat(integrator.post("/engine-rest/message", "{\"messageName\":\"ConsentConfirmed\",\"businessKey\":\"1000\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void onlyMarketersDeployAndNoCode() {
        String harmless = model("<bpmn:userTask id='Look' name='Look'/>");
        String harmful = model("<bpmn:serviceTask id='Run' name='Run' camunda:expression='${canary.touch()}'/>");

        assertThat(deploy("door-north", harmless).statusCode()).isEqualTo(403);
        assertThat(deploy("door-integrator", harmless).statusCode()).isEqualTo(403);
        assertThat(deploy("door-privacy", harmless).statusCode()).isEqualTo(403);
        HttpResponse<String> refused = deploy("door-marketer", harmful);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'Run' (Run)", "choose one from the palette").doesNotContain("Exception:", "at org.");
        assertThat(repository.createProcessDefinitionQuery().processDefinitionKey("uploaded").count()).isZero();
        assertThat(deploy("door-marketer", harmless).statusCode()).isEqualTo(200);
        assertThat(repository.createProcessDefinitionQuery().processDefinitionKey("uploaded").count()).isOne();
    }

    @Test
    void noTableWithASlipIsDeployed() throws IOException {
        long before = repository.createDecisionDefinitionQuery().decisionDefinitionKey("lead-fit").count();
        String slip = Files.readString(Path.of("processes/lead-fit.dmn")).replaceFirst("<text>10</text>", "<text>zehn</text>");

        HttpResponse<String> refused = deploy("door-marketer", "lead-fit.dmn", slip);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("rule 1, column 'Points' says 'zehn'");
        assertThat(repository.createDecisionDefinitionQuery().decisionDefinitionKey("lead-fit").count()).isEqualTo(before);
    }

    @Test
    void theStaffAreTheEnginesUsers() {
        Door admin = Door.browser(port, "door-admin");
        admin.get("/camunda/app/admin/default/");

        assertThat(admin.get(TASKLIST + "/identity/groups?userId=door-north").body()).contains("\"sales\"", "\"team-north\"");
        assertThat(admin.get(TASKLIST + "/user?maxResults=50&firstNameLike=Nor%25").body()).contains("Nordmann").doesNotContain("Southfield");
        assertThat(admin.post(TASKLIST + "/user/create", "{\"profile\":{\"id\":\"evil\"},\"credentials\":{\"password\":\"evil\"}}").statusCode())
                .isIn(400, 403, 500);
    }

    @Test
    void errorsTellNothingOfTheInside() {
        HttpResponse<String> answer = Door.program(port, "door-admin").get("/engine-rest/process-definition/nothing/xml");

        assertThat(answer.statusCode()).isBetween(400, 500);
        assertThat(answer.body()).doesNotContain("SELECT", "at org.", "ACT_");
        assertThat(Door.program(port, "door-integrator").post("/engine-rest/message", "{\"messageName\":\"OfferSeen\",\"businessKey\":\"1\"}").body())
                .contains("Cannot correlate message 'OfferSeen'").doesNotContain("org.camunda");
    }

    private Task start(String rep, String team) {
        String instance = runtime.startProcessInstanceByKey("door-test", Map.of("rep", rep, "team", team)).getId();
        return tasks.createTaskQuery().processInstanceId(instance).singleResult();
    }

    private HttpResponse<String> deploy(String username, String model) {
        return deploy(username, "uploaded.bpmn", model);
    }

    private HttpResponse<String> deploy(String username, String file, String model) {
        String body = "--x\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nuploaded\r\n--x\r\nContent-Disposition: form-data; "
                + "name=\"data\"; filename=\"" + file + "\"\r\nContent-Type: text/xml\r\n\r\n" + model + "\r\n--x--\r\n";
        return Door.program(port, username).send("POST", "/engine-rest/deployment/create", "multipart/form-data; boundary=x", body);
    }

    private static String model(String content) {
        return "<bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' id='d' "
                + "targetNamespace='x'><bpmn:process id='uploaded' isExecutable='true' camunda:historyTimeToLive='P730D'><bpmn:startEvent id='Begun'/>"
                + content + "</bpmn:process></bpmn:definitions>";
    }
}
