package io.leadfluss.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import io.leadfluss.JourneyTest;
import io.leadfluss.newsletter.IssueState;
import io.leadfluss.newsletter.NewsletterFixture;
import io.leadfluss.newsletter.Variant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What marketers do in a browser: look at a mailing, write an issue, let a colleague approve it and choose what its test left open. */
@JourneyTest
class NewsletterStoryTests {

    @LocalServerPort
    private int port;
    @Autowired
    private ApplicationContext context;
    private Visitor visitor;
    private NewsletterFixture given;

    @BeforeEach
    void openTheBrowser() {
        visitor = new Visitor(port);
        given = NewsletterFixture.in(context);
        given.readers(20);
    }

    @AfterEach
    void closeTheBrowser() {
        visitor.close();
        given.clear();
    }

    @Test
    void mailingIsSeenAsItsReadersSeeIt() {
        Page marketer = visitor.loggedIn(NewsletterFixture.AUTHOR);

        marketer.navigate("/app/templates");
        marketer.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("win-back").setExact(true)).click();
        FrameLocator mail = marketer.frameLocator("iframe.lf-mail");
        mail.locator("body").waitFor();
        String desktop = marketer.locator("iframe.lf-mail").getAttribute("class");
        marketer.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Telefon")).or(marketer.locator("a[href*='width=phone']")).first().click();
        mail.locator("body").waitFor();

        assertThat(desktop).contains("lf-mail-desktop");
        assertThat(marketer.locator("iframe.lf-mail").boundingBox().width).isLessThanOrEqualTo(375);
        marketer.locator("a[href='#text']").click();
        marketer.locator("#text .lf-lines").waitFor();
        marketer.locator("#language").selectOption("en");
        marketer.locator("main form button.btn-primary").first().click();
        marketer.waitForURL("**language=en**");
        assertThat(marketer.locator("iframe.lf-mail").getAttribute("src")).contains("/en.html");
    }

    @Test
    void issueIsWrittenByOneApprovedAndFinishedByAnother() {
        Page author = visitor.loggedIn(NewsletterFixture.AUTHOR);
        long id = handsInATest(author);
        Page colleague = visitor.loggedIn(NewsletterFixture.APPROVER);

        approves(colleague, id);
        skip("PT1M");
        skip("PT5H");
        assertThat(given.issue(id).state()).isEqualTo(IssueState.TESTING);
        author.navigate("/app/newsletter/" + id);
        assertThat(author.locator("main").innerText()).contains("Der Test ist vorbei", "gleich gut", "sonst geht Variante A hinaus").doesNotContain("100,0");

        choosesVariantB(colleague, id);
        skip("PT1M");
        author.navigate("/app/newsletter/" + id);
        assertThat(author.locator("main").innerText()).contains("Variante B ging an die übrigen", "Zugestellt", "Nicht zugestellt");
        assertThat(given.issue(id).winner()).isEqualTo(Variant.B);
    }

    private long handsInATest(Page author) {
        given.segment();
        author.navigate("/app/newsletter/new");
        author.locator("[name=title]").fill("Herbst " + given.campaign());
        author.locator("[name=mailing]").selectOption("aida-attention");
        author.locator("[name=segment]").selectOption(Long.toString(given.segment()));
        author.locator("#count").getByText("20").first().waitFor();
        author.locator("[name=test]").check();
        author.locator("[name=rival]").selectOption("aida-desire");
        author.locator("[name=testShare]").selectOption("80");
        author.locator("[name=testHours]").selectOption("4");
        author.locator("button[value=submit]").click();
        author.locator(".alert-success").waitFor();
        assertThat(author.locator("body").innerText()).contains("Wartet auf Freigabe");
        return Long.parseLong(author.url().replaceFirst(".*/newsletter/(\\d+).*", "$1"));
    }

    private void approves(Page colleague, long id) {
        openTask(colleague, id);
        colleague.locator(".fjs-form-field-radio input").first().check();
        complete(colleague);
        colleague.waitForCondition(() -> given.issue(id).state() != IssueState.IN_REVIEW);
    }

    private void choosesVariantB(Page colleague, long id) {
        openTask(colleague, id);
        assertThat(colleague.locator(".fjs-container").innerText()).containsPattern("Both did the same|Beide waren gleich gut");
        colleague.locator(".fjs-form-field-radio input").nth(1).check();
        // What follows is done by a job, which time has to bring.
        colleague.waitForResponse(answer -> answer.url().endsWith("/submit-form") && answer.ok(), () -> complete(colleague));
    }

    private static void openTask(Page page, long id) {
        page.navigate("/app/newsletter/" + id + "/task");
        page.getByText(Pattern.compile("^\\s*(Claim|Übernehmen|Diese Aufgabe übernehmen)\\s*$")).first().click();
        page.locator(".fjs-form-field-radio input:not([disabled])").first().waitFor();
    }

    private static void complete(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Complete|Abschließen"))).click();
    }

    private void skip(String time) {
        APIResponse answer = visitor.page().request().post("/demo/clock", RequestOptions.create().setData(Map.of("advance", time)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
