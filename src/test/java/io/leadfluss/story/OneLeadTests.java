package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import io.leadfluss.JourneyTest;
import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Stage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole way of one lead, through browser, mail and Tasklist, with time moved on. */
@JourneyTest
@TestInstance(Lifecycle.PER_CLASS)
class OneLeadTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PIXEL = Pattern.compile("/o/[\\w-]+\\.gif");

    private final String email = "anna." + UUID.randomUUID().toString().substring(0, 8) + "@musterwerk.example";

    @LocalServerPort
    private int port;
    @Autowired
    private Leads leads;
    @Autowired
    private Facts facts;
    private Visitor visitor;
    private Page anna;
    private APIRequestContext demo;

    @BeforeAll
    void openTheBrowser() {
        visitor = new Visitor(port);
        anna = visitor.page();
        demo = visitor.page().request();
    }

    @AfterAll
    void closeTheBrowser() {
        visitor.close();
    }

    @Test
    void goesFromAFormToSales() {
        asksForTheWhitePaper();
        confirmsHerAddress();
        fetchesTheWhitePaper();
        readsTheMailsAndClicksUntilSheIsRipe();
        isAcceptedAndQualifiedByTheRep();
        showsItsWayInTheBackOffice();
    }

    private void asksForTheWhitePaper() {
        anna.navigate("/f/whitepaper");
        assertThat(anna.locator("input[type=checkbox]:checked").count()).as("boxes ticked before she ticks").isZero();
        anna.locator("[name=firstName]").fill("Anna");
        anna.locator("[name=lastName]").fill("Acker");
        anna.locator("[name=email]").fill(email);
        anna.locator("[name=company]").fill("Musterwerk GmbH");
        anna.locator("[name=jobTitle]").fill("Leiterin Marketing");
        anna.locator("[name=phone]").fill("+49 30 1234567");
        anna.locator("[name=country]").selectOption("DE");
        anna.locator("[name=consentNewsletter]").check();
        anna.locator("[name=consentTracking]").check();
        skip("PT5S");
        anna.locator("form button[type=submit]").last().click();
        anna.waitForURL("**/f/whitepaper**");

        assertThat(lead().isConfirmed()).isFalse();
        assertThat(anna.context().cookies()).isEmpty();
    }

    private void confirmsHerAddress() {
        skip("PT1M");
        JsonNode mail = onlyMail();
        assertThat(mail.at("/listUnsubscribe").asText("")).as("a check mail is no advertising").isEmpty();

        anna.navigate(Visitor.path(link(mail, "/c/")));
        assertThat(lead().isConfirmed()).as("opening the page confirms nothing").isFalse();
        anna.locator("main button[type=submit]").first().click();
        anna.waitForLoadState();

        assertThat(lead().isConfirmed()).isTrue();
    }

    private void fetchesTheWhitePaper() {
        String download = anna.locator("a[href*='/d/']").first().getAttribute("href");
        APIResponse file = anna.request().get(Visitor.path(download));

        assertThat(file.headers().get("content-type")).startsWith("application/pdf");
        skip("PT1M");
        assertThat(happened()).contains("ContentDownloaded");
    }

    private void readsTheMailsAndClicksUntilSheIsRipe() {
        reads();
        assertThat(happened()).contains("MailOpened");
        for (int mail = 2; mail <= 4 && lead().stage() != Stage.MQL; mail++) {
            skip("P7D");
            reads();
        }
        assertThat(lead().stage()).isEqualTo(Stage.MQL);
        assertThat(happened()).contains("LeadQualified");
    }

    /** Opens the newest mail as a person does: the picture first, a link some time later. */
    private void reads() {
        JsonNode mail = mails().get(0);
        assertThat(mail.at("/listUnsubscribePost").asText()).isEqualTo("List-Unsubscribe=One-Click");
        anna.request().get(pixel(mail));
        skip("PT1M");
        APIResponse click = anna.request().get(Visitor.path(link(mail, "/l/")), RequestOptions.create().setMaxRedirects(0));
        skip("PT1M");
        assertThat(facts.of(lead().id(), 3)).as("what followed the click in %s", mail.at("/subject").asText())
                .extracting(Fact::kind).contains("LinkClicked");
        visits(Visitor.path(click.headers().get("location")));
    }

    /** The page she lands on tells us that she saw it, and keeps no trace of who she is in its address. */
    private void visits(String landing) {
        Page tab = anna.context().newPage();
        tab.waitForResponse("**/v", () -> tab.navigate(landing));
        assertThat(tab.url()).doesNotContain("#v=");
        tab.close();
        skip("PT1M");
        assertThat(happened()).contains("SiteVisited");
    }

    private void isAcceptedAndQualifiedByTheRep() {
        skip("PT5M");
        String rep = repOfTheHandover();
        Page tasklist = visitor.page();
        tasklist.navigate("/login");
        tasklist.locator("[name=username]").fill(rep);
        tasklist.locator("[name=password]").fill("leadfluss-demo");
        tasklist.locator("main button[type=submit], form button[type=submit]").first().click();
        tasklist.waitForURL("**/app**");

        tasklist.navigate("/camunda/app/tasklist/default/");
        tasklist.getByText("Lead annehmen: Anna Acker").first().click();
        tasklist.getByText("Anna Acker").first().waitFor();
        assertThat(tasklist.locator("body").innerText()).contains("Musterwerk");
        tasklist.getByText("Ja, ich übernehme ihn").click();
        tasklist.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Abschließen")).click();
        tasklist.getByText("Lead qualifizieren: Anna Acker").first().waitFor();
        assertThat(lead().stage()).isEqualTo(Stage.SAL);

        tasklist.getByText("Lead qualifizieren: Anna Acker").first().click();
        tasklist.locator(".fjs-form-field-radio input").first().check();
        tasklist.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Abschließen")).click();
        tasklist.waitForCondition(() -> lead().stage() == Stage.SQL);
    }

    private void showsItsWayInTheBackOffice() {
        Page office = visitor.page();
        office.navigate("/login");
        office.locator("[name=username]").fill("marketing");
        office.locator("[name=password]").fill("leadfluss-demo");
        office.locator("form button[type=submit]").first().click();
        office.waitForURL("**/app**");
        office.navigate("/app/leads/" + lead().id());
        office.getByText("Anna Acker").first().waitFor();

        assertThat(office.locator("body").innerText()).contains(email);
        assertThat(happened()).contains("FormSubmitted", "LeadConfirmed", "LeadQualified", "LeadAccepted", "SalesQualified");
    }

    /** The rep who got a mail about a new lead. */
    private String repOfTheHandover() {
        return inbox("leadfluss.example").get(0).at("/to").asText().replaceFirst(".*<", "").replaceFirst("@.*", "");
    }

    private Lead lead() {
        return leads.findByEmailKey(email).orElseThrow();
    }

    private List<String> happened() {
        return facts.of(lead().id(), 100).stream().map(Fact::kind).toList();
    }

    private void skip(String time) {
        APIResponse answer = demo.post("/demo/clock", RequestOptions.create().setData(Map.of("advance", time)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private JsonNode onlyMail() {
        assertThat(mails()).hasSize(1);
        return mails().get(0);
    }

    /** Anna's mails, newest first. */
    private List<JsonNode> mails() {
        return inbox(email);
    }

    private List<JsonNode> inbox(String to) {
        try {
            JsonNode inbox = JSON.readTree(demo.get("/demo/inbox.json?to=" + to).text());
            return StreamSupport.stream(inbox.spliterator(), false).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String pixel(JsonNode mail) {
        String html = demo.get("/demo/inbox/" + mail.at("/id").asText() + ".html").text();
        return PIXEL.matcher(html).results().map(MatchResult::group).findFirst()
                .orElseThrow(() -> new AssertionError("No pixel for a lead who allowed it: " + html));
    }

    private static String link(JsonNode mail, String part) {
        return StreamSupport.stream(mail.at("/links").spliterator(), false).map(JsonNode::asText).filter(link -> link.contains(part)).findFirst()
                .orElseThrow(() -> new AssertionError("No link with " + part + " in " + mail));
    }
}
