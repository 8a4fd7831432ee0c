package io.leadfluss.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.web.LeadPanel;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Who sees a lead that team north has, and the task about it, tried by everybody at every door. */
@JourneyTest
class PermissionMatrixTests {

    private static final String TASKLIST = "/camunda/api/engine/engine/default";
    private static final Set<String> ALL_OF_A_TASK = Set.of("list", "count", "", "/form", "/form-variables", "/deployed-form", "/variables",
            "/identity-links");
    private static final Map<String, Door> BROWSERS = new ConcurrentHashMap<>();

    @LocalServerPort
    private int port;
    private final DoorStaff staff;
    private final List<LeadPanel> panels;
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final LeadFixture given;
    private String name;
    private long lead;
    private String instance;
    private String task;

    @Autowired
    PermissionMatrixTests(DoorStaff staff, List<LeadPanel> panels, RepositoryService repository, RuntimeService runtime, TaskService tasks,
            ApplicationContext context) {
        this.staff = staff;
        this.panels = panels;
        this.repository = repository;
        this.runtime = runtime;
        this.tasks = tasks;
        this.given = LeadFixture.in(context);
    }

    @BeforeEach
    void handOver() {
        staff.add();
        repository.createDeployment().name("permission-test").enableDuplicateFiltering(true)
                .addInputStream("permission-test.bpmn", new ByteArrayInputStream("""
                        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://leadfluss.io/processes"
                            xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                          <bpmn:process id="permission-test" isExecutable="true" camunda:historyTimeToLive="P730D">
                            <bpmn:startEvent id="Begun"/>
                            <bpmn:sequenceFlow id="Begun_Look" sourceRef="Begun" targetRef="Look"/>
                            <bpmn:userTask id="Look" name="Look" camunda:assignee="${rep}" camunda:candidateGroups="${team}" camunda:formRef="accept-lead"
                              camunda:formRefBinding="latest"/>
                          </bpmn:process>
                        </bpmn:definitions>""".getBytes(StandardCharsets.UTF_8))).deploy();
        name = "Seen" + UUID.randomUUID().toString().substring(0, 8);
        lead = given.confirmed(given.lead(Kind.B2B, Map.of("firstName", "Erika", "lastName", name, "company", name + " GmbH", "country", "DE")));
        given.happens(lead, "FormSubmitted", "callback");
        instance = runtime.startProcessInstanceByKey("permission-test", Long.toString(lead), Map.of("rep", "door-north", "team", "team-north")).getId();
        task = tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
        handover(instance, "team-north", "door-north", "ACCEPTED");
    }

    @AfterEach
    void leaveNothingInThePool() {
        runtime.deleteProcessInstance(instance, "test over");
    }

    /** Pages: all but programs and other teams. Tasks: whom they are offered to. */
    @ParameterizedTest
    @CsvSource({
        "door-north,         pages, tasks, notes",
        "door-north2,        pages, tasks, notes",
        "door-north-manager, pages, tasks, notes",
        "door-south,         -,     -,     -",
        "door-south-manager, -,     -,     -",
        "door-new,           -,     -,     -",
        "door-marketer,      pages, -,     notes",
        "door-privacy,       pages, -,     notes",
        "door-admin,         pages, tasks, notes",
        "door-integrator,    -,     -,     -",
    })
    void everybodyAtEveryDoor(String person, String pages, String tasksOf, String notes) {
        Door browser = browser(person);

        assertThat(openPages(browser)).as("pages").hasSize(pages.equals("pages") ? panels.size() + 2 : 0);
        assertThat(leadsToTask(browser)).as("link in the mail").isEqualTo(pages.equals("pages") && !person.equals("door-privacy"));
        assertThat(changes(browser)).as("changes").hasSize(notes.equals("notes") ? 3 : 0);
        assertThat(openTasks(browser, TASKLIST)).as("Tasklist").isEqualTo(tasksOf.equals("tasks") ? ALL_OF_A_TASK : Set.of());
        assertThat(openTasks(Door.program(port, person), "/engine-rest")).as("REST").isEqualTo(tasksOf.equals("tasks") ? ALL_OF_A_TASK : Set.of());
        if (!tasksOf.equals("tasks")) {
            assertThat(browser.get(TASKLIST + "/task/" + task + "/comment").statusCode()).as("comments").isGreaterThanOrEqualTo(403);
            assertThat(spoils(browser, TASKLIST)).as("changes of the task in Tasklist").isEmpty();
            assertThat(spoils(Door.program(port, person), "/engine-rest")).as("changes of the task by REST").isEmpty();
        }
    }

    @Test
    void theTeamThatHadItLastStillSeesIt() {
        given.sql("UPDATE handover SET state = 'RECYCLED' WHERE lead_id = ?", lead);

        assertThat(browser("door-north2").get("/app/leads/" + lead).statusCode()).isEqualTo(200);
        assertThat(browser("door-south").get("/app/leads/" + lead).statusCode()).isEqualTo(404);
    }

    @Test
    void aTeamNoLongerSeesWhatAnotherTeamHasNow() {
        given.sql("UPDATE handover SET state = 'RECYCLED' WHERE lead_id = ?", lead);
        handover("later-" + lead, "team-south", null, "OPEN");

        assertThat(browser("door-north").get("/app/leads/" + lead).statusCode()).isEqualTo(404);
        assertThat(browser("door-south").get("/app/leads/" + lead).statusCode()).isEqualTo(200);
    }

    @Test
    void aRepWhoTakesOverFromAnotherTeamSeesThatLeadOnly() {
        given.sql("UPDATE handover SET rep = 'door-south' WHERE lead_id = ?", lead);
        tasks.setAssignee(task, "door-south");

        assertThat(browser("door-south").get("/app/leads/" + lead).statusCode()).isEqualTo(200);
        assertThat(browser("door-south-manager").get("/app/leads/" + lead).statusCode()).isEqualTo(404);
        assertThat(openTasks(browser("door-south"), TASKLIST)).isEqualTo(ALL_OF_A_TASK);
    }

    @Test
    void whomATaskIsTakenFromSeesItNoMore() {
        tasks.setAssignee(task, "door-south");
        assertThat(Door.program(port, "door-south").get("/engine-rest/task/" + task).statusCode()).isEqualTo(200);

        tasks.setAssignee(task, "door-north");

        assertThat(openTasks(Door.program(port, "door-south"), "/engine-rest")).isEmpty();
        tasks.deleteCandidateGroup(task, "team-north");
        assertThat(openTasks(Door.program(port, "door-north2"), "/engine-rest")).isEmpty();
        assertThat(openTasks(Door.program(port, "door-north"), "/engine-rest")).isEqualTo(ALL_OF_A_TASK);
    }

    @Test
    void theWholeOfSalesSeesThePool() {
        given.sql("UPDATE handover SET team = 'pool', rep = NULL, state = 'OPEN' WHERE lead_id = ?", lead);

        tasks.setAssignee(task, null);
        tasks.deleteCandidateGroup(task, "team-north");
        tasks.addCandidateGroup(task, "pool");

        assertThat(browser("door-south").get("/app/leads/" + lead).statusCode()).isEqualTo(200);
        assertThat(openTasks(browser("door-south"), TASKLIST)).isEqualTo(ALL_OF_A_TASK);
        assertThat(browser("door-new").get("/app/leads/" + lead).statusCode()).as("in no team yet").isEqualTo(404);
        assertThat(openTasks(browser("door-new"), TASKLIST)).isEmpty();
    }

    @Test
    void noRepSeesALeadThatSalesNeverGot() {
        long other = given.confirmedLead();

        assertThat(browser("door-north").get("/app/leads/" + other).statusCode()).isEqualTo(404);
        assertThat(browser("door-marketer").get("/app/leads/" + other).statusCode()).isEqualTo(200);
    }

    @Test
    void aLeadOneMayNotSeeIsLikeOneThatNeverWas() {
        String hidden = browser("door-south").get("/app/leads/" + lead + "?lang=en").body();
        String unknown = browser("door-south").get("/app/leads/99999999999?lang=en").body();

        assertThat(hidden).doesNotContain(name);
        assertThat(hidden.replaceAll("\\d+", "")).isEqualTo(unknown.replaceAll("\\d+", ""));
    }

    private List<String> openPages(Door door) {
        List<String> open = new ArrayList<>();
        if (door.get("/app/leads?q=" + name).body().contains("/app/leads/" + lead)) {
            open.add("list");
        }
        if (door.get("/app/leads/" + lead).statusCode() == 200) {
            open.add("page");
        }
        panels.stream().filter(panel -> door.get("/app/leads/" + lead + "/" + panel.key()).statusCode() == 200).forEach(panel -> open.add(panel.key()));
        return open;
    }

    private List<String> changes(Door door) {
        List<String> done = new ArrayList<>();
        for (Map.Entry<String, String> change : Map.of("/notes", "text=seen", "", "version=-1", "/consents/phone/withdraw", "").entrySet()) {
            int status = door.form("/app/leads", "/app/leads/" + lead + change.getKey(), change.getValue()).statusCode();
            if (status != 403 && status != 404) {
                done.add(change.getKey());
            }
        }
        return done;
    }

    private Set<String> openTasks(Door door, String mount) {
        Set<String> open = new TreeSet<>();
        door.get("/camunda/app/tasklist/default/");
        if (door.post(mount + "/task?maxResults=1000", "{}").body().contains(task)) {
            open.add("list");
        }
        if (door.get(mount + "/task/count?processInstanceBusinessKey=" + lead).body().contains("\"count\":1")) {
            open.add("count");
        }
        for (String part : ALL_OF_A_TASK) {
            if (!part.equals("list") && !part.equals("count") && door.get(mount + "/task/" + task + part).statusCode() == 200) {
                open.add(part);
            }
        }
        return open;
    }

    private Set<String> spoils(Door door, String mount) {
        Set<String> done = new TreeSet<>();
        door.get("/camunda/app/tasklist/default/");
        Map.of("/claim", "{\"userId\":\"door-south\"}", "/unclaim", "{}", "/complete", "{}", "/submit-form", "{}", "/comment/create",
                "{\"message\":\"seen\"}").forEach((deed, body) -> {
                    if (door.post(mount + "/task/" + task + deed, body).statusCode() < 400) {
                        done.add(deed);
                    }
                });
        return done;
    }

    private boolean leadsToTask(Door door) {
        HttpResponse<String> answer = door.get("/app/handovers/" + instance);
        return answer.headers().firstValue("Location").filter(target -> target.endsWith("task=" + task)).isPresent();
    }

    private Door browser(String person) {
        return BROWSERS.computeIfAbsent(person, someone -> Door.browser(port, someone));
    }

    private void handover(String process, String team, String rep, String state) {
        given.sql("""
                INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at, reassign_at, calls)
                VALUES (?, ?, 'QUALIFY', ?, ?, ?, ?, ?, ?, ?, ?, 0)""", lead, process, team, rep, state, given.clock().instant(), given.clock().instant(),
                given.clock().instant(), given.clock().instant(), given.clock().instant());
    }
}
