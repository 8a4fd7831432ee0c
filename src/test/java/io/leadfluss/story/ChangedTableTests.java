package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.leadfluss.JourneyTest;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.rules.DraftTables;
import io.leadfluss.scoring.run.RunKind;
import io.leadfluss.scoring.run.RunWorker;
import io.leadfluss.scoring.run.Runs;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A marketer tries a changed table, sees what it would do, and releases it; another one is told. */
@JourneyTest
class ChangedTableTests {

    @LocalServerPort
    private int port;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private DraftTables drafts;
    @Autowired
    private RunWorker worker;
    @Autowired
    private Runs runs;
    private Visitor visitor;

    @BeforeEach
    void openTheBrowser() {
        visitor = new Visitor(port);
    }

    @AfterEach
    void closeTheBrowser() {
        visitor.close();
        Stream.of(RunKind.values()).forEach(runs::stopAll);
    }

    @Test
    void isTriedReleasedAndTheSecondOneIsTold() {
        LeadFixture.in(context).confirmedLead();
        String downloaded = drafts.model("lead-caps", drafts.newest("lead-caps")).orElseThrow();
        Page page = visitor.loggedIn("marketing");

        String first = handIn(page, "Weniger auf einmal", downloaded.replace(">120<", ">110<"));
        assertThat(page.locator("main").innerText()).contains("Höchstpunkte", "0 von");
        worker.work();
        String second = handIn(page, "Noch weniger", downloaded.replace(">120<", ">100<"));
        worker.work();

        page.navigate(first);
        assertThat(page.locator("main").innerText()).contains("Leads verglichen", "würden MQL", "wären es nicht mehr", "200 | 110");
        page.onDialog(Dialog::accept);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Freigeben")).click();
        assertThat(page.locator(".alert-success").innerText()).contains("im Einsatz");

        page.navigate(second);
        assertThat(page.locator("main").innerText()).contains("hat jemand anderes Höchstpunkte geändert");
        worker.work();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Gegen die Tabellen im Einsatz neu ausprobieren")).click();
        assertThat(page.locator("main").innerText()).contains("200 | 110", "200 | 100");
        worker.work();

        handIn(page, "Wie zuvor", drafts.model("lead-caps", drafts.newest("lead-caps")).orElseThrow().replace(">110<", ">120<"));
        worker.work();
        page.reload();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Freigeben")).click();
        page.locator(".alert-success").waitFor();
        worker.work();
    }

    private String handIn(Page page, String title, String model) {
        page.navigate("/app/scoring");
        page.locator("#files").setInputFiles(new FilePayload("lead-caps.dmn", "application/xml", model.getBytes(StandardCharsets.UTF_8)));
        page.locator("#title").fill(title);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ausprobieren")).click();
        page.waitForURL("**/trials/*");
        return page.url();
    }
}
