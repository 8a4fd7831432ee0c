package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import io.leadfluss.mail.Dispatcher;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import io.leadfluss.mail.inbound.InboundWorker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A lead answers a mail with the wish to be left alone, and a marketer reads it. */
@JourneyTest
class StopReplyTests {

    @LocalServerPort
    private int port;
    @Autowired
    private Outbox outbox;
    @Autowired
    private Dispatcher dispatcher;
    @Autowired
    private InboundWorker inbound;
    @Autowired
    private Consents consents;
    @Autowired
    private Leads leads;
    @Autowired
    private ApplicationContext context;
    private Visitor visitor;

    @BeforeEach
    void openTheBrowser() {
        visitor = new Visitor(port);
    }

    @AfterEach
    void closeTheBrowser() {
        visitor.close();
    }

    @Test
    void endsAdvertisingWhenThePersonSaysSo() {
        long lead = readerOfAMail();
        answersThatItWantsNoMore(lead);
        Page marketer = visitor.loggedIn("marketing");

        marketer.navigate("/app/inbound");
        row(marketer, lead).locator("a.btn").click();
        assertThat(marketer.locator("main").innerText()).contains("Bitte nehmen Sie mich aus Ihrem Verteiler.");
        marketer.onDialog(Dialog::accept);
        marketer.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keine Werbemails mehr")).click();
        marketer.locator(".alert-success").waitFor();

        assertThat(row(marketer, lead).innerText()).contains("Erledigt", "entschieden von");
        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isFalse();
    }

    private long readerOfAMail() {
        LeadFixture fixture = LeadFixture.in(context);
        long lead = fixture.confirmedLead();
        fixture.sql("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, 'NEWSLETTER', 'GRANTED', 'CONSENT', ?)", lead,
                fixture.clock().instant());
        fixture.transaction().executeWithoutResult(status -> outbox.enqueue(MailOrder.advertising("stop-reply:" + lead, lead, Purpose.NEWSLETTER,
                "aida-attention", fixture.clock().instant().plus(Duration.ofDays(1)))));
        dispatcher.dispatchDue();
        return lead;
    }

    private void answersThatItWantsNoMore(long lead) {
        Page reader = visitor.page();
        reader.navigate("/demo/inbox?to=" + leads.get(lead).address());
        reader.locator("#mails a").first().click();
        reader.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bittet aufzuhören")).click();
        reader.locator(".alert-success").waitFor();
        inbound.lookNow();
    }

    private static Locator row(Page page, long lead) {
        return page.locator("tr", new Page.LocatorOptions().setHas(page.locator("a[href='/app/leads/" + lead + "']"))).first();
    }
}
