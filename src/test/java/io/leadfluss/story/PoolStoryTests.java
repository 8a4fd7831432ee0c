package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leadfluss.JourneyTest;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Assignments;
import io.leadfluss.journey.LeadFixture;
import io.leadfluss.journey.Walk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A sales manager gives away what lies in the pool, and somebody's open leads to the deputy, in a real browser. */
@JourneyTest
class PoolStoryTests {

    private static final String TEAM = "team-dach";

    @LocalServerPort
    private int port;
    private final LeadFixture given;
    private final Walk walk;
    private final Handovers handovers;
    private final Assignments assignments;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private final String colleague = "test-" + mark;
    private final List<String> instances = new ArrayList<>();
    private Visitor visitor;

    @Autowired
    PoolStoryTests(LeadFixture given, Walk walk, Handovers handovers, Assignments assignments, TaskService tasks, RuntimeService runtime, JdbcClient jdbc,
            TransactionTemplate transaction, Clock clock) {
        this.given = given;
        this.walk = walk;
        this.handovers = handovers;
        this.assignments = assignments;
        this.tasks = tasks;
        this.runtime = runtime;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeEach
    void openTheBrowser() {
        visitor = new Visitor(port);
        sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                colleague, "Carla " + mark, colleague + "@example.com", clock.instant());
        sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 0, FALSE, TRUE)", colleague, TEAM);
    }

    @AfterEach
    void closeTheBrowser() {
        visitor.close();
        instances.forEach(instance -> runtime.deleteProcessInstance(instance, "test is over"));
        sql("DELETE FROM rep WHERE username = ?", colleague);
    }

    @Test
    void givesALeadOutOfThePoolToSomebodyOfTheTeam() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"));
        sql("UPDATE rep SET capacity = 5 WHERE username = ?", colleague);
        sql("INSERT INTO rep_absence (username, first_day, last_day) VALUES (?, ?, ?)", colleague, today.minusDays(1), today.plusDays(5));
        String instance = handedOver("Frei" + mark, null);
        Page manager = visitor.loggedIn("manager");

        link(manager, "Vertrieb");
        link(manager, "Pool");
        Locator row = manager.locator("tr:has-text('Frei" + mark + "')");
        Locator whom = row.getByLabel("An wen");
        assertThat(whom.inputValue()).as("nobody is chosen beforehand").isEmpty();
        List<String> choices = whom.locator("option").allInnerTexts();
        assertThat(choices.get(0)).isEqualTo("Bitte wählen");
        assertThat(choices).anyMatch(choice -> choice.startsWith("Carla " + mark + " (abwesend bis "));
        assertThat(choices.get(choices.size() - 1)).isEqualTo("Lea Leitner (bekommt sonst keine Leads zugeteilt)");
        show(manager, "pool");
        whom.selectOption("sales1");
        row.getByRole(AriaRole.BUTTON).click();

        assertThat(manager.locator(".alert-success").innerText()).contains("Zugeteilt: Stefan Sommer.");
        assertThat(manager.locator("tr:has-text('Frei" + mark + "')").count()).isZero();
        assertThat(assignments.rep(instance)).isEqualTo("sales1");
    }

    @Test
    void entersAnAbsenceAndGivesTheOpenLeadsToTheDeputy() {
        String instance = handedOver("Offen" + mark, colleague);
        Page manager = visitor.loggedIn("manager");
        manager.onDialog(Dialog::accept);

        link(manager, "Vertrieb");
        link(manager, "Abwesenheiten");
        manager.getByLabel("Wer", new Page.GetByLabelOptions().setExact(true)).selectOption(colleague);
        assertThat(manager.locator("#deputy option[value='" + colleague + "']").isDisabled()).as("nobody stands in for oneself").isTrue();
        manager.getByLabel("Vertretung").selectOption("sales2");
        manager.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Eintragen")).click();
        manager.locator(".alert-success").waitFor();
        Locator row = manager.locator("tr:has-text('Carla " + mark + "')");
        assertThat(row.innerText()).contains("gerade nicht da", "Sofia Silva");

        manager.getByLabel("Wer", new Page.GetByLabelOptions().setExact(true)).selectOption(colleague);
        manager.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Eintragen")).click();
        assertThat(manager.locator(".alert-danger").innerText()).contains("In dieser Zeit ist schon eine Abwesenheit eingetragen: Carla " + mark);

        show(manager, "absences");
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("1 offenen Lead an die Vertretung geben")).click();
        assertThat(manager.locator(".alert-success").innerText()).contains("Sofia Silva ist jetzt für die offenen Leads zuständig.");
        assertThat(assignments.rep(instance)).isEqualTo("sales2");
        assertThat(tasks.createTaskQuery().processInstanceId(instance).singleResult().getAssignee()).isEqualTo("sales2");
        long lead = handovers.lead(instance).orElseThrow();
        Page deputy = visitor.loggedIn("sales2");
        assertThat(deputy.navigate("/app/leads/" + lead).status()).as("of another team, and sees what it was given").isEqualTo(200);

        link(manager, "Personen");
        assertThat(manager.locator("tr:has-text('Carla " + mark + "')").innerText()).contains("abwesend bis ").doesNotContain("\nja\n");
        link(manager, "Abwesenheiten");
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Entfernen")).click();
        manager.locator(".alert-success:has-text('Entfernt')").waitFor();
        assertThat(manager.locator("tr:has-text('Carla " + mark + "')").count()).isZero();
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    }

    private static void show(Page page, String step) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/" + step + ".png")));
    }

    /** A lead that waits for this rep, or for anybody in the team. */
    private String handedOver(String name, String rep) {
        long lead = given.confirmed("newsletter");
        sql("UPDATE leads SET last_name = ? WHERE id = ?", name, lead);
        given.qualify(lead);
        ProcessInstance handover = walk.enter("lead-handover", lead);
        instances.add(handover.getId());
        tasks.setAssignee(walk.task(handover).getId(), rep);
        sql("UPDATE handover SET rep = ?, team = ? WHERE lead_id = ?", rep, TEAM, lead);
        return handover.getId();
    }

    private void sql(String statement, Object... values) {
        transaction.executeWithoutResult(status -> jdbc.sql(statement).params(values).update());
    }
}
