package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.leadfluss.JourneyTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What the staff sees of the outbox, and what it can decide. */
@JourneyTest
class MessagePagesTests extends OutboxTest {

    @Autowired
    private MockMvc web;

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void listsMailsWithTheReasonWhyNot(String language) throws Exception {
        long id = queue(lead("ok", true), "aida-attention");
        dispatch();

        String page = show("/app/messages?state=SUPPRESSED&lang=" + language, language);

        assertThat(state(id)).isEqualTo("SUPPRESSED");
        assertThat(page).contains("Erika Muster", "aida-attention",
                language.equals("de") ? "Der Lead hat Werbung per E-Mail nicht zugestimmt" : "The lead has not agreed to advertising");
    }

    @Test
    void showsTheMailsOfOneLead() throws Exception {
        long lead = subscriber("ok");
        queue(lead, "aida-attention");
        dispatch();

        assertThat(show("/app/leads/" + lead + "/messages", "de")).contains("Wie viele Anfragen bleiben bei Ihnen liegen?", "Gesendet");
    }

    @Test
    void emptyListSaysWhatToExpect() throws Exception {
        assertThat(show("/app/leads/" + lead("ok", true) + "/messages", "de")).contains("noch nichts verschickt");
    }

    @Test
    void doubtfulMailCanBeCountedAsSent() throws Exception {
        long lead = subscriber("break-after");
        long id = queue(lead, "aida-attention");
        dispatch();
        assertThat(show("/app/messages?state=IN_DOUBT", "de")).contains("/app/messages/" + id + "/sent", "/app/messages/" + id + "/again");

        decide("/app/messages/" + id + "/sent");

        assertThat(state(id)).isEqualTo("SENT");
        assertThat(facts.exists(lead, "MailSent", "aida-attention")).isTrue();
        assertThat(audited("message.count-as-sent", id)).isTrue();
    }

    @Test
    void doubtfulMailCanBeSentAgainUnderItsOldId() throws Exception {
        long lead = subscriber("break-after");
        long id = queue(lead, "aida-attention");
        dispatch();

        decide("/app/messages/" + id + "/again");
        dispatch();

        assertThat(relay.arrivedFor(address(lead))).extracting(mail -> mail.header("Message-ID")).hasSize(2).containsOnly(column(id, "message_id"));
        assertThat(audited("message.send-again", id)).isTrue();
    }

    @Test
    void doubtfulMailIsNotSentAgainToALeadThatHasLeft() throws Exception {
        long lead = subscriber("break-after");
        long id = queue(lead, "aida-attention");
        dispatch();
        update("UPDATE consent SET state = 'WITHDRAWN' WHERE lead_id = ?", lead);

        decide("/app/messages/" + id + "/again");
        dispatch();

        assertThat(state(id)).isEqualTo("SUPPRESSED");
        assertThat(relay.arrivedFor(address(lead))).hasSize(1);
    }

    @Test
    void sentMailCannotBeSentAgain() throws Exception {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        dispatch();

        decide("/app/messages/" + id + "/again");
        dispatch();

        assertThat(relay.arrivedFor(address(lead))).hasSize(1);
        assertThat(audited("message.send-again", id)).isFalse();
    }

    @Test
    void doubtfulMailCanBeGivenUp() throws Exception {
        long lead = subscriber("break-after");
        long id = queue(lead, "aida-attention");
        dispatch();

        decide("/app/messages/" + id + "/give-up");

        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(facts.exists(lead, "MailFailed", "aida-attention")).isTrue();
        assertThat(audited("message.give-up", id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void showsOneMailWithAllThatIsKnownOfIt(String language) throws Exception {
        long id = queue(subscriber("ok"), "aida-attention");
        dispatch();

        assertThat(show("/app/messages/" + id + "?lang=" + language, language)).contains("Erika Muster", "aida-attention", "2.0.0 queued as");
    }

    @Test
    void parkedMailsOfAMendedMailingGoOutTogether() throws Exception {
        long id = queue(subscriber("ok"), "no-such-mailing");
        dispatch();
        assertThat(show("/app/messages?state=PARKED", "de")).contains("no-such-mailing");
        update("UPDATE message SET mailing = 'win-back' WHERE id = ?", id);

        web.perform(as(post("/app/messages/again").param("mailing", "win-back"), "MARKETER").with(csrf()));
        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void salesCannotDecide() throws Exception {
        long id = queue(subscriber("break-after"), "aida-attention");
        dispatch();

        int status = web.perform(as(post("/app/messages/" + id + "/sent"), "SALES").with(csrf())).andReturn().getResponse().getStatus();

        assertThat(status).isIn(403, 404);
        assertThat(state(id)).isEqualTo("IN_DOUBT");
    }

    private String show(String path, String language) throws Exception {
        var response = web.perform(as(get(path), "MARKETER").with(csrf()).header("Accept-Language", language).accept(MediaType.TEXT_HTML)).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString();
    }

    private void decide(String path) throws Exception {
        assertThat(web.perform(as(post(path), "MARKETER").with(csrf())).andReturn().getResponse().getStatus()).isEqualTo(302);
    }

    private static MockHttpServletRequestBuilder as(MockHttpServletRequestBuilder request, String role) {
        return request.with(user("tester").roles(role));
    }

    private boolean audited(String action, long id) {
        return jdbc.sql("SELECT COUNT(*) FROM audit_event WHERE action = ? AND target = ? AND account = 'tester'").params(action, Long.toString(id))
                .query(Integer.class).single() == 1;
    }
}
