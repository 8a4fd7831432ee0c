package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leadfluss.JourneyTest;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.lead.LeadFixture;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A sales manager looks at what became of the team's leads, and promises marketing something. */
@JourneyTest
class FiguresStoryTests {

    @LocalServerPort
    private int port;
    @Autowired
    private Handovers handovers;
    @Autowired
    private Assignments assignments;
    @Autowired
    private ApplicationContext context;
    private LeadFixture given;
    private Visitor visitor;

    @BeforeEach
    void openTheBrowser() {
        given = LeadFixture.in(context);
        visitor = new Visitor(port);
    }

    @AfterEach
    void closeTheBrowser() {
        visitor.close();
        given.sql("DELETE FROM service_promise WHERE changed_by = 'manager'");
    }

    @Test
    void showsWhatBecameOfLeadsAndWhatWasPromised() {
        String accepted = handedOver();
        handovers.accept(accepted, "sales1", null);
        handovers.reject(handedOver(), "sales1", "competitor", null);
        Page manager = visitor.loggedIn("manager");

        manager.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Kennzahlen")).click();
        manager.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Person").setExact(true)).click();
        assertThat(manager.locator("#lines").innerText()).contains("Stefan Sommer");
        assertThat(manager.locator("#reasons").innerText()).contains("Wettbewerber");
        assertThat(barsOf(manager, "lines")).isEqualTo(4);
        assertThat(barsOf(manager, "months")).isEqualTo(2);

        manager.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Vereinbarung")).click();
        manager.getByLabel("Leads im Monat").fill("40");
        manager.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Speichern")).click();
        manager.locator(".alert-success").waitFor();
        assertThat(manager.locator("#agreement tbody tr").last().innerText()).contains("zugesagt: 40");
        assertThat(barsOf(manager, "agreement")).isEqualTo(2);
    }

    private String handedOver() {
        String instance = UUID.randomUUID().toString();
        assignments.route(instance, given.confirmedLead(), Purpose.QUALIFY);
        return instance;
    }

    /** How many rows of bars, or lines, the first chart of a table has. */
    private static int barsOf(Page page, String table) {
        return (int) page.evaluate("table => Chart.getChart(document.querySelector(`canvas[data-chart=${table}]`)).data.datasets.length", table);
    }
}
