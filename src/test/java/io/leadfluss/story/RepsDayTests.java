package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leadfluss.JourneyTest;
import io.leadfluss.journey.LeadFixture;
import io.leadfluss.journey.Walk;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Stage;
import java.nio.file.Path;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A day of a rep in Tasklist, in a real browser; what it looked like is in target/screens. */
@JourneyTest
@TestInstance(Lifecycle.PER_CLASS)
class RepsDayTests {

    private static final String REP = "sales1";
    private static final String TEAM = "team-dach";

    @LocalServerPort
    private int port;
    private final LeadFixture given;
    private final Walk walk;
    private final Leads leads;
    private final TaskService tasks;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private Visitor visitor;
    private Page page;

    @Autowired
    RepsDayTests(LeadFixture given, Walk walk, Leads leads, TaskService tasks, JdbcClient jdbc, TransactionTemplate transaction) {
        this.given = given;
        this.walk = walk;
        this.leads = leads;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @BeforeAll
    void openTheBrowser() {
        visitor = new Visitor(port);
    }

    @AfterAll
    void closeTheBrowser() {
        visitor.close();
    }

    @Test
    void takesAcceptsQualifiesAndRejects() {
        long free = handedOver("Frei" + mark, null);
        long unwanted = handedOver("Fehl" + mark, REP);
        long hidden = given.confirmed("newsletter");
        rename(hidden, "Fremd" + mark);

        page = visitor.loggedIn(REP);
        page.setViewportSize(1400, 900);
        page.locator("a[href^='/camunda/app/tasklist']").first().click();
        task("Fehl").waitFor();
        show("1-mine");

        page.getByText("Mein Team").first().click();
        task("Frei").click();
        page.getByText("Warum gerade jetzt").first().waitFor();
        assertThat(page.locator("body").innerText()).contains("Warum gerade jetzt", "Einwilligungen");
        page.locator("button.claim").click();
        page.locator(".fjs-form-field-radio input").first().check();
        show("2-taken");
        complete();
        page.waitForCondition(() -> leads.get(free).stage() == Stage.SAL);

        page.getByText("Meine Aufgaben").first().click();
        task("Lead qualifizieren: Erika Frei").click();
        page.getByText("Was hat Ihr Gespräch ergeben?").waitFor();
        page.locator(".fjs-form-field-radio input").first().check();
        show("3-qualify");
        complete();
        page.waitForCondition(() -> leads.get(free).stage() == Stage.SQL);

        task("Lead annehmen: Erika Fehl").click();
        page.getByText("Nein, ich lehne ab").click();
        choose("Kein Budget");
        show("4-reject");
        complete();
        page.waitForCondition(() -> jdbc.sql("SELECT state NOT IN ('OPEN', 'ACCEPTED') FROM handover WHERE lead_id = ?").param(unwanted)
                .query(Boolean.class).single());

        page.navigate("/app/leads?q=" + mark);
        show("5-leads");
        assertThat(page.locator("#found").innerText()).contains("Frei" + mark, "Fehl" + mark).doesNotContain("Fremd" + mark);
        assertThat(page.navigate("/app/leads/" + hidden).status()).isEqualTo(404);
    }

    private void choose(String reason) {
        page.locator(".fjs-form-field-select .fjs-input-group, .fjs-form-field-select .fjs-select-display").first().click();
        page.getByText(reason, new Page.GetByTextOptions().setExact(true)).first().click();
    }

    private void complete() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Abschließen")).click();
    }

    /** In the list, by the lead it is about. */
    private Locator task(String name) {
        return page.locator("li.task:has-text('" + name + mark + "')").first();
    }

    private void show(String step) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/rep-" + step + ".png")));
    }

    /** A lead that waits for this rep, or for anybody in the team. */
    private long handedOver(String name, String rep) {
        long lead = given.confirmed("newsletter");
        rename(lead, name);
        given.qualify(lead);
        ProcessInstance handover = walk.enter("lead-handover", lead);
        String task = walk.task(handover).getId();
        tasks.setAssignee(task, rep);
        tasks.addCandidateGroup(task, TEAM);
        transaction.executeWithoutResult(status -> jdbc.sql("UPDATE handover SET rep = ?, team = ? WHERE lead_id = ?").params(rep, TEAM, lead).update());
        return lead;
    }

    private void rename(long lead, String name) {
        transaction.executeWithoutResult(status -> jdbc.sql("UPDATE leads SET last_name = ? WHERE id = ?").params(name, lead).update());
    }
}
