package io.leadfluss.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.leadfluss.JourneyTest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@JourneyTest
class NewsletterPagesTests {

    private static final RequestPostProcessor MARKETER = user(NewsletterFixture.AUTHOR).roles("MARKETER");

    @Autowired
    private ApplicationContext context;
    @Autowired
    private MockMvc mvc;
    @Autowired
    private Issues issues;
    @Autowired
    private Segments segments;
    private NewsletterFixture given;

    @BeforeEach
    void start() {
        given = NewsletterFixture.in(context);
    }

    @AfterEach
    void clear() {
        given.clear();
    }

    @Test
    void takesAnIssueFromItsDraftToTheApproval() throws Exception {
        given.readers(4);

        String page = mvc.perform(filled(post("/app/newsletter")).param("then", "submit")).andExpect(redirectedUrlPattern("/app/newsletter/*"))
                .andExpect(flash().attribute("done", "newsletter.submitted")).andReturn().getResponse().getRedirectedUrl();

        long id = Long.parseLong(page.substring(page.lastIndexOf('/') + 1));
        assertThat(given.issue(id).state()).isEqualTo(IssueState.IN_REVIEW);
        show(page).andExpect(content().string(containsString("Wartet auf Freigabe"))).andExpect(content().string(not(containsString(page + "/task"))));
        mvc.perform(get(page).with(user(NewsletterFixture.APPROVER).roles("MARKETER")).with(csrf()))
                .andExpect(content().string(containsString(page + "/task")));
        mvc.perform(get(page + "/task").with(user(NewsletterFixture.APPROVER).roles("MARKETER")))
                .andExpect(redirectedUrlPattern("/camunda/app/tasklist/default/#/?task=*"));

        mvc.perform(post(page + "/stop").with(MARKETER).with(csrf())).andExpect(flash().attribute("done", "newsletter.withdrawn"));

        assertThat(given.issue(id).state()).isEqualTo(IssueState.DRAFT);
        mvc.perform(get(page + "/task").with(MARKETER)).andExpect(redirectedUrl(page));
    }

    @ParameterizedTest
    @CsvSource({"title, '', newsletter.error.title", "mailing, confirmation, newsletter.error.mailing", "mailing, no-such, newsletter.error.mailing",
            "rival, aida-attention, newsletter.error.rival", "testShare, 15, newsletter.error.share", "testHours, 0, newsletter.error.hours",
            "startsAt, 2020-01-01T10:00, newsletter.error.past", "startsAt, tomorrow, newsletter.error.date", "segment, 999999, newsletter.refused.segment"})
    void saysWhatIsWrong(String field, String value, String problem) throws Exception {
        MockHttpServletRequestBuilder request = post("/app/newsletter?lang=de").param("title", field.equals("title") ? value : "Issue")
                .param("mailing", field.equals("mailing") ? value : "aida-attention").param("test", "true")
                .param("rival", field.equals("rival") ? value : "aida-desire").param("testShare", field.equals("testShare") ? value : "20")
                .param("testHours", field.equals("testHours") ? value : "4").param("goal", "CLICKS").param("version", "0")
                .param("startsAt", field.equals("startsAt") ? value : "").param("segment", field.equals("segment") ? value : "");
        int before = issues.all().size();

        mvc.perform(request.with(MARKETER).with(csrf())).andExpect(status().isOk()).andExpect(content().string(containsString("is-invalid")))
                .andExpect(content().string(containsString(text(problem))));

        assertThat(issues.all()).hasSize(before);
    }

    @Test
    void refusesAnIssueThatWouldReachNobody() throws Exception {
        mvc.perform(filled(post("/app/newsletter")).param("then", "submit")).andExpect(flash().attribute("problem", "newsletter.refused.nobody"));
    }

    @Test
    void losesNoChangeOfSomebodyElse() throws Exception {
        long id = issues.add(given.draft(), NewsletterFixture.AUTHOR);
        issues.change(id, given.issue(id).version(), given.test(20));

        mvc.perform(filled(post("/app/newsletter/" + id))).andExpect(flash().attribute("problem", "newsletter.changed-meanwhile"));

        assertThat(given.issue(id).isTest()).isTrue();
    }

    @Test
    void changesNothingOnceItIsHandedIn() throws Exception {
        given.readers(2);
        long id = given.approved(given.draft());

        mvc.perform(filled(post("/app/newsletter/" + id)).param("version", Integer.toString(given.issue(id).version())))
                .andExpect(flash().attribute("problem", "newsletter.changed-meanwhile"));
        mvc.perform(post("/app/newsletter/" + id + "/remove").with(MARKETER).with(csrf())).andExpect(flash().attribute("problem", "newsletter.refused.state"));
    }

    @Test
    void beginsAtLocalTime() throws Exception {
        LocalDateTime begin = LocalDateTime.ofInstant(given.clock().instant().plus(Duration.ofDays(30)), ZoneId.of("Europe/Berlin")).withHour(9).withMinute(30)
                .withSecond(0).withNano(0);

        String page = mvc.perform(filled(post("/app/newsletter")).param("startsAt", begin.toString())).andReturn().getResponse().getRedirectedUrl();

        assertThat(given.issue(Long.parseLong(page.substring(page.lastIndexOf('/') + 1))).startsAt())
                .isEqualTo(begin.atZone(ZoneId.of("Europe/Berlin")).toInstant());
        show(page).andExpect(content().string(containsString(begin.toString())));
    }

    @Test
    void countsWhoWouldGetItWhileOneChooses() throws Exception {
        given.readers(8);
        long french = segments.add("French " + given.campaign(), "country = \"FR\"", NewsletterFixture.AUTHOR).orElseThrow();

        show("/app/newsletter/audience?segment=" + given.segment()).andExpect(content().string(containsString(">8<")));
        show("/app/newsletter/audience?segment=" + given.segment() + "&excluded=" + french).andExpect(content().string(containsString(">6<")));
        show("/app/newsletter/audience?segment=999999").andExpect(content().string(containsString(text("newsletter.refused.segment"))));
    }

    @Test
    void showsTheReportOfATest() throws Exception {
        given.readers(20);
        long id = given.approved(given.test(80));
        given.run().fixRecipients(id);
        given.run().sendTest(id, Duration.ofDays(1), order -> order);
        given.delivered(id);
        given.readers().forEach(reader -> given.hit(id, reader, "CLICK", null));
        given.transaction().executeWithoutResult(status -> given.run().evaluate(id, 0.95));

        show("/app/newsletter/" + id).andExpect(content().string(containsString("Variante B"))).andExpect(content().string(containsString("(100,0 %)")))
                .andExpect(content().string(containsString("Zur Aufgabe")));
        show("/app/newsletter/" + id + "/progress").andExpect(content().string(containsString("20 Empfänger, davon 16 im Ausgang, 16 verschickt, 0 warten")));
        show("/app/newsletter").andExpect(content().string(containsString("Im Test")));
    }

    @Test
    void copiesAnIssueAsADraft() throws Exception {
        long id = issues.add(given.test(20), NewsletterFixture.AUTHOR);

        String page = mvc.perform(post("/app/newsletter/" + id + "/copy").with(MARKETER).with(csrf())).andReturn().getResponse().getRedirectedUrl();

        Issue copy = given.issue(Long.parseLong(page.substring(page.lastIndexOf('/') + 1)));
        assertThat(copy.title()).isEqualTo("Copy of Issue");
        assertThat(copy.rival()).isEqualTo("aida-desire");
        mvc.perform(post("/app/newsletter/" + id + "/remove").with(MARKETER).with(csrf())).andExpect(flash().attribute("done", "newsletter.removed"));
        assertThat(issues.find(id)).isEmpty();
    }

    @Test
    void keepsASegmentThatIsNeeded() throws Exception {
        String name = "Segment " + UUID.randomUUID();
        mvc.perform(segment("/app/newsletter/segments", name, given.filter())).andExpect(flash().attribute("done", "newsletter.segment.saved"));
        mvc.perform(segment("/app/newsletter/segments", name, given.filter())).andExpect(content().string(containsString(text("newsletter.segment.error.taken"))));
        mvc.perform(segment("/app/newsletter/segments", name + "!", "country = ")).andExpect(content().string(containsString(text("newsletter.segment.error.filter"))));
        long id = segments.all().stream().filter(segment -> segment.name().equals(name)).findFirst().orElseThrow().id();
        long issue = issues.add(new IssueDraft("Needs it", null, Set.of(id), "aida-attention", null, 0, 0, Goal.CLICKS, null, null),
                NewsletterFixture.AUTHOR);

        mvc.perform(post("/app/newsletter/segments/" + id + "/remove").with(MARKETER).with(csrf())).andExpect(flash().attribute("problem", "newsletter.segment.used"));
        issues.remove(issue);
        mvc.perform(post("/app/newsletter/segments/" + id + "/remove").with(MARKETER).with(csrf())).andExpect(flash().attribute("done", "newsletter.segment.removed"));
    }

    @Test
    void saysWhyAFilterIsNone() throws Exception {
        show("/app/newsletter/segments/count?filter=colour = \"red\"").andExpect(content().string(containsString("asks for [colour]")));
        show("/app/newsletter/segments/count?filter=country").andExpect(content().string(containsString("does not answer true or false")));
        show("/app/newsletter/segments/count?filter= ").andExpect(content().string(containsString(text("newsletter.segment.error.filter"))));
        show("/app/newsletter/segments/count?filter=confirmed").andExpect(content().string(matchesPattern("(?s).*<div class=\"h1 mb-0\">\\d.*")));
    }

    @ParameterizedTest
    @CsvSource({"/app/newsletter", "/app/newsletter/new", "/app/newsletter/segments", "/app/newsletter/segments/new"})
    void isForMarketersOnly(String page) throws Exception {
        show(page).andExpect(status().isOk());
        mvc.perform(get(page).with(user("sales1").roles("SALES"))).andExpect(status().isForbidden());
    }

    private MockHttpServletRequestBuilder filled(MockHttpServletRequestBuilder request) {
        return request.param("title", "Issue").param("segment", Long.toString(given.segment())).param("mailing", "aida-attention").param("rival", "")
                .param("testShare", "20").param("testHours", "4").param("goal", "CLICKS").param("version", "0").with(MARKETER).with(csrf());
    }

    private MockHttpServletRequestBuilder segment(String address, String name, String filter) {
        return post(address + "?lang=de").param("name", name).param("filter", filter).with(MARKETER).with(csrf());
    }

    private ResultActions show(String page) throws Exception {
        return mvc.perform(get(page).param("lang", "de").with(MARKETER).with(csrf()));
    }

    private String text(String key) {
        return context.getMessage(key, null, Locale.GERMAN);
    }
}
