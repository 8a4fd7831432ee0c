package io.leadfluss.mail.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.leadfluss.JourneyTest;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** What a marketer sees of the mailings, and can do with them. */
@JourneyTest
class TemplatePagesTests {

    @Autowired
    private MockMvc web;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private MailingFigures figures;
    @Autowired
    private Clock clock;

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void listsAllMailings(String language) throws Exception {
        String page = page("/app/templates?lang=" + language);

        assertThat(page).contains("/app/templates/aida-attention", "/app/templates/confirmation", "/app/templates/handover-new",
                language.equals("de") ? "Bestätigungsmail" : "Check mail", language.equals("de") ? "Wie viele Anfragen" : "How many enquiries");
        assertThat(page).doesNotContain("ti-alert-triangle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void showsOneMailingWithWhereItIsUsed(String language) throws Exception {
        String page = page("/app/templates/aida-attention?lang=" + language);

        assertThat(page).contains("nurture-aida", "/app/templates/aida-attention/" + language + ".html?lead=0",
                language.equals("de") ? "Guten Tag Frau Muster" : "Dear Ms Muster", language.equals("de") ? "in Ordnung" : "fine");
    }

    @Test
    void countsPeopleAndMachinesApart() {
        String mailing = "figures-" + System.nanoTime();
        long opened = sent(mailing);
        long clickedByMachine = sent(mailing);
        hit(opened, "OPEN", null);
        hit(opened, "OPEN", null);
        hit(opened, "CLICK", null);
        hit(clickedByMachine, "CLICK", "a gateway");

        MailingFigures.Figures found = figures.of(mailing);

        assertThat(found).isEqualTo(new MailingFigures.Figures(2, 0, 0, 1, 0, 1, 1));
        assertThat(figures.versions(mailing)).extracting(MailingFigures.Version::version, MailingFigures.Version::sent).containsExactly(tuple("v1", 2L));
    }

    private long sent(String mailing) {
        long id = jdbc.sql("SELECT NEXT VALUE FOR message_seq").query(Long.class).single();
        jdbc.sql("""
                        INSERT INTO message (id, stream, mailing, language, template_version, source_key, state, attempts, doubts, queued_at, next_try_at,
                          not_after, sent_at) VALUES (:id, 'MARKETING', :mailing, 'de', 'v1', :key, 'SENT', 1, 0, :now, :now, :now, :now)""")
                .param("id", id).param("mailing", mailing).param("key", "figures:" + id).param("now", clock.instant()).update();
        return id;
    }

    private void hit(long message, String kind, String machine) {
        jdbc.sql("INSERT INTO hit (kind, lead_id, message_id, machine, occurred_at, done) VALUES (:kind, 1, :message, :machine, :now, TRUE)")
                .param("kind", kind).param("message", message).param("machine", machine).param("now", clock.instant()).update();
    }

    @Test
    void sandboxesTheMail() throws Exception {
        MockHttpServletResponse answer = answer("/app/templates/aida-attention/en.html?lead=-1");

        assertThat(answer.getHeader("Content-Security-Policy")).startsWith("sandbox ").contains("default-src 'none'").doesNotContain("allow-scripts")
                .doesNotContain("allow-same-origin");
        assertThat(answer.getContentAsString()).contains("Hello,").contains("<base target=\"_blank\">");
    }

    @Test
    void readerOfALanguageThatIsNotThereGetsTheFallbackAndThePageSaysSo() throws Exception {
        assertThat(page("/app/templates/aida-attention?language=fr&lang=en")).contains("There is no file for &#39;fr&#39;: this reader gets &#39;de&#39;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/templates/nothing", "/app/templates/nothing/de.html", "/app/templates/layout", "/app/templates/downloads",
        "/app/templates/aida-attention?lead=999999999"})
    void whatThereIsNotIsNotFound(String address) throws Exception {
        assertThat(answer(address).getStatus()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/templates", "/app/templates/aida-attention", "/app/templates/aida-attention/de.html"})
    void salesPeopleHaveNoAccess(String address) throws Exception {
        assertThat(web.perform(get(address).accept(MediaType.TEXT_HTML).with(user("sales1").roles("SALES"))).andReturn().getResponse().getStatus())
                .isEqualTo(403);
    }

    @Test
    void testMailGoesToWhoAskedForIt() throws Exception {
        String mine = jdbc.sql("SELECT email FROM account WHERE username = 'marketing'").query(String.class).single();
        int before = inbox(mine);

        MockHttpServletResponse answer = web.perform(post("/app/templates/aida-attention/test").param("language", "en").param("lead", "0").with(csrf())
                .with(user("marketing").roles("MARKETER"))).andReturn().getResponse();

        assertThat(answer.getRedirectedUrl()).isEqualTo("/app/templates/aida-attention?language=en&lead=0");
        assertThat(inbox(mine)).isEqualTo(before + 1);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM audit_event WHERE action = 'mailing.test' AND target = 'aida-attention'").query(Integer.class).single())
                .isPositive();
    }

    private int inbox(String to) throws Exception {
        String json = web.perform(get("/demo/inbox.json").param("to", to)).andReturn().getResponse().getContentAsString();
        return json.split("\\[Test\\] How many enquiries are left waiting", -1).length - 1;
    }

    private String page(String address) throws Exception {
        MockHttpServletResponse answer = answer(address);
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse answer(String address) throws Exception {
        return web.perform(get(address).accept(MediaType.TEXT_HTML).with(user("marketing").roles("MARKETER"))).andReturn().getResponse();
    }
}
