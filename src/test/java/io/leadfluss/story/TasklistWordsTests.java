package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.leadfluss.JourneyTest;
import io.leadfluss.journey.LeadFixture;
import io.leadfluss.journey.Walk;
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

/** Tasklist speaks the language of the account, whatever that of the browser, and offers nothing that is refused. */
@JourneyTest
@TestInstance(Lifecycle.PER_CLASS)
class TasklistWordsTests {

    @LocalServerPort
    private int port;
    private final LeadFixture given;
    private final Walk walk;
    private final TaskService tasks;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private Visitor visitor;

    @Autowired
    TasklistWordsTests(LeadFixture given, Walk walk, TaskService tasks, JdbcClient jdbc, TransactionTemplate transaction) {
        this.given = given;
        this.walk = walk;
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
    void speaksGermanToAGermanInAnEnglishBrowser() {
        Page page = rejecting(visitor.loggedIn("sales1", "en-US"), handedOver("sales1", "team-dach"), "Nein, ich lehne ab", "Abschließen");

        assertThat(page.locator(".fjs-form-field-error").first().innerText()).isEqualTo("Bitte füllen Sie dieses Feld aus.");
        assertThat(page.locator("body").innerText()).contains("Fälligkeitsdatum", "Priorität", "Erstellung vor", "Kommentar hinzufügen")
                .doesNotContain("DUE_DATE", "PRIORITY", " ago", "Field is required", "Complete");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/tasklist-german.png")));
        page.context().close();
    }

    @Test
    void speaksEnglishToAnEnglishmanInAGermanBrowser() {
        Page page = rejecting(visitor.loggedIn("sales2", "de-DE"), handedOver("sales2", "team-international"), "No, I reject it", "Complete");

        assertThat(page.locator(".fjs-form-field-error").first().innerText()).isEqualTo("Field is required.");
        assertThat(page.locator("body").innerText()).contains("Due date", "Priority", " ago", "Add Comment")
                .doesNotContain("DUE_DATE", "PRIORITY", "Erstellung", "Abschließen");
        page.context().close();
    }

    @Test
    void takesAnErrorAwayWithTheNextDeed() {
        Page page = opened(visitor.loggedIn("sales1", "de-DE"), handedOver("sales1", "team-dach"));
        page.route("**/submit-form", route -> route.fulfill(new Route.FulfillOptions().setStatus(500).setContentType("application/json")
                .setBody("{\"type\": \"Exception\", \"message\": \"out of order\"}")));
        page.getByText("Ja, ich übernehme ihn").click();
        complete(page);
        page.locator(".page-notifications .alert").first().waitFor();

        page.locator(".fjs-form-field-textarea textarea").first().fill("Hat schon gekauft");

        page.waitForCondition(() -> page.locator(".page-notifications .alert").count() == 0);
        page.context().close();
    }

    @Test
    void takesAnotherAnswerAfterAnAttemptThatLackedSomething() {
        String lead = handedOver("sales1", "team-dach");
        Page page = opened(visitor.loggedIn("sales1", "de-DE"), lead);
        page.getByText("Ich habe erst eine Frage an das Marketing").click();
        complete(page);
        page.locator(".fjs-form-field-error").first().waitFor();
        assertThat(page.locator(".page-notifications .alert").count()).as("words of failure").isZero();

        page.getByText("Ja, ich übernehme ihn").click();
        page.waitForCondition(() -> page.locator(".fjs-form-field-error").count() == 0);
        complete(page);

        page.waitForCondition(() -> jdbc.sql("SELECT COUNT(*) FROM handover JOIN leads ON leads.id = lead_id WHERE last_name = ? AND state = 'ACCEPTED'")
                .param(lead).query(Integer.class).single() == 1);
        page.context().close();
    }

    @Test
    void offersNothingThatIsRefused() {
        Page page = rejecting(visitor.loggedIn("sales1", "de-DE"), handedOver("sales1", "team-dach"), "Nein, ich lehne ab", "Abschließen");

        assertThat(page.locator(".task-filter .glyphicon-pencil").first().isVisible()).isFalse();
        assertThat(page.locator(".task-card .groups").isVisible()).isFalse();
        assertThat(page.locator(".task-card .reset-due-date").first().isVisible()).isFalse();
        assertThat(page.locator("body").innerText()).doesNotContain("Gruppen hinzufügen", "Wiedervorlage");
        page.locator(".task-card .meta .due-date").click();
        assertThat(page.locator(".task-card .meta .due-date input, .datepicker, .uib-datepicker").count()).isZero();
        page.context().close();
    }

    /** Says no and forgets to say why. */
    private Page rejecting(Page page, String lead, String no, String complete) {
        opened(page, lead).getByText(no).click();
        page.locator("button:has-text('" + complete + "')").click();
        page.locator(".fjs-form-field-error").first().waitFor();
        return page;
    }

    /** Looks at the task about a lead. The words come late, as they do over a slow line. */
    private Page opened(Page page, String lead) {
        page.setViewportSize(1400, 1200);
        page.route("**/locales/*.json*", TasklistWordsTests::late);
        page.navigate("/camunda/app/tasklist/default/");
        page.locator("li.task:has-text('" + lead + "')").first().click();
        return page;
    }

    private static void complete(Page page) {
        page.locator("button:has-text('Abschließen')").click();
    }

    private static void late(Route route) {
        route.request().frame().page().waitForTimeout(1_000);
        route.resume();
    }

    private String handedOver(String rep, String team) {
        String name = "Wort" + mark + UUID.randomUUID().toString().substring(0, 4);
        long lead = given.confirmed("newsletter");
        given.qualify(lead);
        ProcessInstance handover = walk.enter("lead-handover", lead);
        tasks.setAssignee(walk.task(handover).getId(), rep);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("UPDATE leads SET last_name = ? WHERE id = ?").params(name, lead).update();
            jdbc.sql("UPDATE handover SET rep = ?, team = ? WHERE lead_id = ?").params(rep, team, lead).update();
        });
        return name;
    }
}
