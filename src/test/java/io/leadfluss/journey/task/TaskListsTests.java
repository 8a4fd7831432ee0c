package io.leadfluss.journey.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import io.leadfluss.journey.engine.TaskStart;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Notes;
import io.leadfluss.scoring.Scores;
import io.leadfluss.security.Role;
import io.leadfluss.security.Staff;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What Tasklist shows in its lists, to whom and in which words. */
@JourneyTest
class TaskListsTests {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @LocalServerPort
    private int port;
    private final ObjectMapper json = new ObjectMapper();
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final FilterService filters;
    private final TaskFilters ours;
    private final Staff staff;
    private final Scores scores;
    private final Notes notes;
    private final LeadFixture given;
    private String rep;
    private Door door;

    @Autowired
    TaskListsTests(RepositoryService repository, RuntimeService runtime, TaskService tasks, FilterService filters, TaskFilters ours, Staff staff,
            Scores scores, Notes notes, ApplicationContext context) {
        this.repository = repository;
        this.runtime = runtime;
        this.tasks = tasks;
        this.filters = filters;
        this.ours = ours;
        this.staff = staff;
        this.scores = scores;
        this.notes = notes;
        this.given = LeadFixture.in(context);
    }

    @BeforeEach
    void aRep() {
        repository.createDeployment().name("list-test").enableDuplicateFiltering(true).addInputStream("list-test.bpmn", new ByteArrayInputStream("""
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                    id="d" targetNamespace="http://leadfluss.io/processes">
                  <bpmn:process id="list-test" name="List test" isExecutable="true" camunda:historyTimeToLive="P730D">
                    <bpmn:extensionElements><camunda:properties><camunda:property name="name.de" value="Listenprüfung"/></camunda:properties>
                    </bpmn:extensionElements>
                    <bpmn:startEvent id="Begun"/>
                    <bpmn:sequenceFlow id="Begun_Look" sourceRef="Begun" targetRef="Look"/>
                    <bpmn:userTask id="Look" name="Look at lead" camunda:assignee="${rep}" camunda:candidateGroups="${team}" camunda:dueDate="${dueAt}">
                      <bpmn:extensionElements><camunda:properties><camunda:property name="name.de" value="Lead ansehen"/></camunda:properties>
                      </bpmn:extensionElements>
                    </bpmn:userTask>
                  </bpmn:process>
                </bpmn:definitions>""".getBytes(StandardCharsets.UTF_8))).deploy();
        rep = "list-" + UUID.randomUUID();
        staff.add(rep, "Rita Rep", rep + "@leadfluss.example", "de", Set.of(Role.SALES), Door.PASSWORD);
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 0, FALSE, FALSE)", rep, "team-" + rep);
        door = Door.browser(port, rep);
        door.get("/camunda/app/tasklist/default/");
    }

    @Test
    void namesTheLeadInTheReadersLanguageAndStoresNothingOfIt() throws Exception {
        Task task = task(rep, Duration.ofHours(1));

        JsonNode listed = tasks("team");
        JsonNode shown = json.readTree(door.get(ENGINE + "/task/" + task.getId()).body());

        assertThat(listed).filteredOn(each -> each.path("id").asText().equals(task.getId())).singleElement()
                .satisfies(each -> assertThat(each.path("name").asText()).isEqualTo("Lead ansehen: Erika Muster, Muster & Söhne"));
        assertThat(shown.path("name").asText()).isEqualTo("Lead ansehen: Erika Muster, Muster & Söhne");
        assertThat(json.readTree(door.get(ENGINE + "/process-definition/" + task.getProcessDefinitionId()).body()).path("name").asText())
                .isEqualTo("Listenprüfung");
        assertThat(json.readTree(Door.program(port, rep).get("/engine-rest/task").body()).at("/0/name").asText()).isEqualTo("Look at lead");
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getName()).isEqualTo("Look at lead");
        assertThat(runtime.getVariables(task.getProcessInstanceId()).values().toString()).doesNotContain("Muster");
    }

    @Test
    void filtersByWhoLooksAndWhen() throws Exception {
        Task mine = task(rep, Duration.ofHours(1));
        Task late = task(null, Duration.ofHours(-1));
        Task theirs = start(lead(), "somebody", "team-of-others", Duration.ofHours(-1));

        assertThat(tasks("mine").findValuesAsText("id")).containsExactly(mine.getId());
        assertThat(tasks("overdue").findValuesAsText("id")).contains(late.getId()).doesNotContain(mine.getId(), theirs.getId());
        assertThat(tasks("team").findValuesAsText("id")).contains(mine.getId(), late.getId()).doesNotContain(theirs.getId());
        assertThat(door.get(ENGINE + "/filter/" + filter("mine") + "/count").body()).contains("\"count\":1");
        assertThat(json.readTree(door.get(ENGINE + "/filter/" + filter("mine") + "/list").body()).findValuesAsText("id"))
                .containsExactly(mine.getId());
    }

    @Test
    void knowsAHotTaskByTheHeatOfItsLead() throws Exception {
        Task cold = task(rep, Duration.ofHours(1));
        long lead = lead();
        for (int i = 0; i < 9; i++) {
            given.happens(lead, "FormSubmitted", "callback");
            given.happens(lead, "LinkClicked", "aida-action#demo");
        }
        Task hot = start(lead, rep, Duration.ofHours(1));

        assertThat(scores.total(lead).heat()).isLessThanOrEqualTo(2);
        assertThat(hot.getPriority()).isGreaterThanOrEqualTo(TaskStart.HOT).isGreaterThan(cold.getPriority());
        assertThat(tasks("hot").findValuesAsText("id")).contains(hot.getId()).doesNotContain(cold.getId());
    }

    @Test
    void keepsACommentAsANoteOfTheLead() throws Exception {
        long lead = lead();
        Task task = start(lead, rep, Duration.ofHours(1));
        String address = ENGINE + "/task/" + task.getId() + "/comment";

        JsonNode made = json.readTree(door.post(address + "/create", "{\"message\":\" Calls back in May \"}").body());

        assertThat(made.path("message").asText()).isEqualTo("Calls back in May");
        assertThat(json.readTree(door.get(address).body()).at("/0/message").asText()).isEqualTo("Calls back in May");
        assertThat(notes.of(lead)).extracting(Notes.Note::author, Notes.Note::text).containsExactly(tuple("Rita Rep", "Calls back in May"));
        assertThat(tasks.getTaskComments(task.getId())).isEmpty();
        assertThat(door.post(address + "/create", "{\"message\":\"\"}").statusCode()).isEqualTo(400);
        assertThat(Door.browser(port, rep).post(address + "/create", "{\"message\":\"forged\"}").statusCode()).as("without proof").isEqualTo(403);
    }

    @Test
    void callsTheFiltersInTheReadersLanguage() throws Exception {
        assertThat(json.readTree(door.get(ENGINE + "/filter?resourceType=Task").body()).findValuesAsText("name"))
                .containsExactlyInAnyOrder("Meine Aufgaben", "Mein Team", "Überfällig", "Heiß");
    }

    @Test
    void followsTheLanguageThatWasChosenInTheBackOffice() throws Exception {
        door.get("/app?lang=en");

        assertThat(json.readTree(door.get(ENGINE + "/filter?resourceType=Task").body()).findValuesAsText("name"))
                .containsExactlyInAnyOrder("My tasks", "My team", "Overdue", "Hot");
        assertThat(door.get("/camunda/app/tasklist/scripts/language.json").body()).contains("\"en\"");
    }

    @Test
    void makesEachFilterOnce() {
        long before = filters.createTaskFilterQuery().count();

        ours.afterSingletonsInstantiated();

        assertThat(filters.createTaskFilterQuery().count()).isEqualTo(before);
    }

    @Test
    void looksAsWeWantIt() {
        assertThat(door.get("/camunda/app/tasklist/scripts/config.js").body()).contains("urgent-first.js");
        assertThat(door.get("/camunda/app/tasklist/scripts/urgent-first.js").body()).contains("dueDate");
        assertThat(door.get("/camunda/app/tasklist/styles/user-styles.css").body()).contains(".ce-eol-banner");
    }

    private JsonNode tasks(String kind) throws Exception {
        return json.readTree(door.post(ENGINE + "/filter/" + filter(kind) + "/list", "{\"active\":true}").body());
    }

    private String filter(String kind) {
        return filters.createTaskFilterQuery().list().stream().filter(filter -> kind.equals(filter.getProperties().get(TaskFilters.KIND)))
                .findFirst().orElseThrow().getId();
    }

    private long lead() {
        return given.confirmed(given.lead(Kind.B2B, Map.of("firstName", "Erika", "lastName", "Muster", "company", "Muster & Söhne", "country", "DE")));
    }

    private Task task(String assignee, Duration due) {
        return start(lead(), assignee, due);
    }

    private Task start(long lead, String assignee, Duration due) {
        return start(lead, assignee, "team-" + rep, due);
    }

    private Task start(long lead, String assignee, String team, Duration due) {
        Map<String, Object> variables = new HashMap<>(Map.of("team", team, "dueAt", Date.from(given.clock().instant().plus(due))));
        variables.put("rep", assignee);
        String instance = runtime.startProcessInstanceByKey("list-test", Long.toString(lead), variables).getId();
        return tasks.createTaskQuery().processInstanceId(instance).singleResult();
    }
}
