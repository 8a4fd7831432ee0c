package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.leadfluss.JourneyTest;
import io.leadfluss.mail.Pauses.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Sending is held and goes on again. */
@JourneyTest
class PauseTests extends OutboxTest {

    @Autowired
    private MockMvc web;

    @AfterEach
    void letAllGoOn() {
        update("DELETE FROM mail_pause");
    }

    @Test
    void heldMailingWaitsWhileOthersGo() {
        long held = queue(subscriber("ok"), "aida-attention");
        long free = queue(subscriber("ok"), "win-back");
        pauses.pause(Scope.MAILING, "aida-attention", "wrong price", "tester");

        dispatch();

        assertThat(List.of(state(held), state(free))).containsExactly("QUEUED", "SENT");
        assertThat(column(held, "reason")).isEqualTo("paused");
        assertThat(column(held, "attempts")).isEqualTo("0");
    }

    @Test
    void heldJourneyWaitsWhileOthersGo() {
        long held = queue(advertising(subscriber("ok")).in("nurture-aida"));
        long free = queue(advertising(subscriber("ok")).in("win-back"));
        long none = queue(advertising(subscriber("ok")));
        pauses.pause(Scope.JOURNEY, "nurture-aida", "wrong segment", "tester");

        dispatch();

        assertThat(List.of(state(held), state(free), state(none))).containsExactly("QUEUED", "SENT", "SENT");
    }

    @Test
    void whenAllIsHeldNothingGoes() {
        long lead = subscriber("ok");
        long advertising = queue(lead, "aida-attention");
        long staff = queue(MailOrder.toStaff(key(), lead, account(), "callback-new", "1", later()));
        pauses.pause(Scope.ALL, "", "restored from a backup", "tester");

        dispatch();

        assertThat(List.of(state(advertising), state(staff))).containsExactly("QUEUED", "QUEUED");
        assertThat(relay.journal()).isEmpty();
    }

    @Test
    void mailsGoOnWhenTheyMay() {
        long held = queue(subscriber("ok"), "aida-attention");
        pauses.pause(Scope.MAILING, "aida-attention", "wrong price", "tester");
        dispatch();

        assertThat(pauses.resume(Scope.MAILING, "aida-attention")).isTrue();
        dispatch();

        assertThat(state(held)).isEqualTo("SENT");
        assertThat(pauses.resume(Scope.MAILING, "aida-attention")).isFalse();
    }

    @Test
    void mailHeldTwiceWaitsForBoth() {
        long held = queue(advertising(subscriber("ok")).in("nurture-aida"));
        pauses.pause(Scope.MAILING, "aida-attention", "wrong price", "tester");
        pauses.pause(Scope.JOURNEY, "nurture-aida", "wrong segment", "tester");
        dispatch();

        pauses.resume(Scope.MAILING, "aida-attention");
        dispatch();
        assertThat(state(held)).isEqualTo("QUEUED");

        pauses.resume(Scope.JOURNEY, "nurture-aida");
        dispatch();
        assertThat(state(held)).isEqualTo("SENT");
    }

    @Test
    void mailWhoseTimePassedMeanwhileExpires() {
        long late = queue(subscriber("ok"), "aida-attention");
        pauses.pause(Scope.MAILING, "aida-attention", "wrong price", "tester");
        dispatch();
        update("UPDATE message SET not_after = ? WHERE id = ?", clock.instant().minus(Duration.ofMinutes(1)), late);

        pauses.resume(Scope.MAILING, "aida-attention");
        dispatch();

        assertThat(state(late)).isEqualTo("EXPIRED");
        assertThat(relay.journal()).isEmpty();
    }

    @Test
    void holdingTakesBackWhatAWorkerAlreadyHas() {
        long id = queue(subscriber("ok"), "aida-attention");
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(status -> {
            messages.lockDue(2, clock.instant(), 10);
            messages.claim(List.of(id));
        });

        pauses.pause(Scope.MAILING, "aida-attention", "wrong price", "tester");

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(column(id, "lease_owner")).isNull();
        assertThat(column(id, "attempts")).isEqualTo("0");
    }

    @Test
    void mailsThatAProgramForgotToReleaseAreFound() {
        long id = queue(subscriber("ok"), "aida-attention");
        pauses.pause(Scope.MAILING, "aida-attention", "wrong price", "tester");
        dispatch();
        update("DELETE FROM mail_pause");

        dispatch();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void mailsThatGoOnComeBitByBit() {
        long first = queue(subscriber("ok"), "aida-attention");
        update("""
                INSERT INTO message (id, lead_id, stream, mailing, source_key, state, attempts, doubts, queued_at, next_try_at, not_after)
                SELECT NEXT VALUE FOR message_seq, lead_id, 'MARKETING', 'aida-attention', CONCAT('many:', id, ':', seq), 'QUEUED', 0, 0, queued_at, ?, not_after
                FROM message JOIN seq_1_to_1200 WHERE id = ?""", Pauses.RESUMED, first);

        pauses.release();

        assertThat(due(Duration.ZERO)).isEqualTo(501);
        assertThat(due(Duration.ofSeconds(6))).isEqualTo(1001);
        assertThat(due(Duration.ofSeconds(11))).isEqualTo(1201);
    }

    @Test
    void mailingThatCannotBeWrittenIsHeldBeforeAllOfItIsParked() throws Exception {
        for (int i = 0; i < 25; i++) {
            queue(subscriber("ok"), "no-such-mailing");
        }

        dispatch();

        assertThat(jdbc.sql("SELECT COUNT(*) FROM message WHERE mailing = 'no-such-mailing' AND state = 'QUEUED'").query(Integer.class).single()).isBetween(1, 5);
        assertThat(pauses.list()).singleElement().satisfies(pause -> {
            assertThat(pause.name()).isEqualTo("no-such-mailing");
            assertThat(pause.account()).isNull();
            assertThat(pause.why()).contains("no-such-mailing");
        });
        assertThat(page("/app/messages/pauses?lang=de")).contains("20 Mails hintereinander ließen sich nicht schreiben");
        assertThat(page("/app/messages/pauses?lang=en")).contains("20 mails in a row could not be written");
        update("DELETE FROM message WHERE mailing = 'no-such-mailing'");
    }

    private int due(Duration in) {
        return jdbc.sql("SELECT COUNT(*) FROM message WHERE mailing = 'aida-attention' AND state = 'QUEUED' AND next_try_at <= ?").params(clock.instant().plus(in))
                .query(Integer.class).single();
    }

    @Test
    void onePersonHoldsAndAnotherSeesWhoAndWhy() throws Exception {
        web.perform(post("/app/messages/pauses").param("scope", "MAILING").param("mailing", "aida-attention").param("why", "Wrong price on page 2")
                .with(user("maria").roles("MARKETER")).with(csrf()));

        assertThat(pauses.isPaused(Scope.MAILING, "aida-attention")).isTrue();
        assertThat(page("/app/messages/pauses")).contains("aida-attention", "Wrong price on page 2", "maria");
        assertThat(page("/app/messages")).contains("aida-attention", "/app/messages/pauses");
        assertThat(audited("mail.pause")).isTrue();

        web.perform(post("/app/messages/pauses/resume").param("scope", "MAILING").param("name", "aida-attention")
                .with(user("maria").roles("MARKETER")).with(csrf()));

        assertThat(pauses.list()).isEmpty();
        assertThat(audited("mail.resume")).isTrue();
    }

    @Test
    void whoHoldsMustSayWhatAndWhy() throws Exception {
        web.perform(post("/app/messages/pauses").param("scope", "MAILING").param("why", "because").with(user("maria").roles("MARKETER")).with(csrf()));
        web.perform(post("/app/messages/pauses").param("scope", "ALL").param("why", " ").with(user("maria").roles("MARKETER")).with(csrf()));

        assertThat(pauses.list()).isEmpty();
    }

    @Test
    void aPauseIsSaidWhereverMailsAreMadeOrWatched() throws Exception {
        pauses.pause(Scope.MAILING, "aida-attention", "wrong price", "tester");

        for (String place : List.of("/app", "/app/messages", "/app/messages/timing", "/app/templates/aida-attention", "/app/newsletter", "/app/journeys")) {
            assertThat(page(place)).as(place).contains("Sending is held:", "Mailing aida-attention", "/app/messages/pauses");
        }

        pauses.resume(Scope.MAILING, "aida-attention");
        assertThat(page("/app")).doesNotContain("Sending is held");
    }

    @Test
    void whoMayNotSeeTheMailsGetsNoLinkToThem() throws Exception {
        pauses.pause(Scope.ALL, "", "restored from a backup", "tester");

        String home = web.perform(get("/app").with(user("rep").roles("SALES")).header("Accept-Language", "en").accept(MediaType.TEXT_HTML))
                .andReturn().getResponse().getContentAsString();

        assertThat(home).contains("All sending").doesNotContain("/app/messages/pauses");
    }

    @Test
    void onlyWhatExistsCanBeHeld() throws Exception {
        for (String[] unknown : new String[][] {{"JOURNEY", "journey", "nurture-adia"}, {"MAILING", "mailing", "aida-atention"}}) {
            web.perform(post("/app/messages/pauses").param("scope", unknown[0]).param(unknown[1], unknown[2]).param("why", "because")
                    .with(user("maria").roles("MARKETER")).with(csrf()));
        }
        assertThat(pauses.list()).isEmpty();

        web.perform(post("/app/messages/pauses").param("scope", "JOURNEY").param("journey", "nurture-aida").param("why", "because")
                .with(user("maria").roles("MARKETER")).with(csrf()));
        assertThat(pauses.isPaused(Scope.JOURNEY, "nurture-aida")).isTrue();
    }

    @Test
    void pageOfAHeldMailSaysSo() throws Exception {
        long id = queue(subscriber("ok"), "aida-attention");
        pauses.pause(Scope.MAILING, "aida-attention", "wrong price", "tester");
        dispatch();

        assertThat(page("/app/messages/" + id)).contains("Held until somebody lets it go on").doesNotContain("9999");
    }

    private String page(String path) throws Exception {
        var response = web.perform(get(path).with(user(account()).roles("MARKETER")).header("Accept-Language", "en").accept(MediaType.TEXT_HTML))
                .andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString();
    }

    private boolean audited(String action) {
        return jdbc.sql("SELECT COUNT(*) FROM audit_event WHERE action = ? AND target = 'mailing:aida-attention' AND account = 'maria'").params(action)
                .query(Integer.class).single() > 0;
    }
}
