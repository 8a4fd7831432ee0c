package io.leadfluss.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Purpose;
import io.leadfluss.privacy.Erasure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** What the staff sees of what came back, and what it can decide. */
@JourneyTest
class InboundPagesTests extends InboundTest {

    @Autowired
    private MockMvc web;
    @Autowired
    private Erasure erasure;

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void listsWhatCameBackAndWhatFollowed(String language) throws Exception {
        Sent sent = sent(mailing());
        long mail = arrives(sample("postfix-no-such-user", sent));

        assertThat(show("/app/inbound?lang=" + language)).contains(sent.mailing(), "/app/inbound/" + mail, "5.1.1",
                language.equals("de") ? "Adresse gesperrt" : "Address blocked");
        assertThat(show("/app/inbound/returns?what=HARD&lang=" + language)).contains(sent.mailing(), "User unknown");
    }

    @Test
    void showsAMailAsTextWhateverItHolds() throws Exception {
        Sent sent = sent(mailing());
        long mail = arrives(sample("stop-german", sent).replace("bitte nehmen", "<script>alert(1)</script> bitte nehmen"));

        assertThat(show("/app/inbound/" + mail)).contains("&lt;script&gt;alert(1)", "aus Ihrem Verteiler").doesNotContain("<script>alert");
    }

    @Test
    void stopWishBecomesAWithdrawalWhenAPersonSaysSo() throws Exception {
        Sent sent = sent(mailing());
        long mail = arrives(sample("stop-german", sent));

        decide("/app/inbound/" + mail + "/stop");

        assertThat(column(mail, "state")).isEqualTo("DONE");
        assertThat(column(mail, "decided_by")).isEqualTo("maria");
        assertThat(consents.allows(sent.lead(), Purpose.NEWSLETTER)).isFalse();
        assertThat(advertisingBlocked(sent.lead())).isTrue();
    }

    @Test
    void stopWishIsSeenOnTheLeadsPageBeforeAnybodyDecides() throws Exception {
        Sent sent = sent(mailing());
        arrives(sample("stop-german", sent));

        assertThat(show("/app/leads/" + sent.lead() + "?lang=en")).contains("Asks by mail to stop writing");
    }

    @Test
    void whoWantsNoMoreMailsMayStillBeCalled() throws Exception {
        Sent sent = sent(mailing());
        allowCalls(sent);

        decide("/app/inbound/" + arrives(sample("stop-german", sent)) + "/stop");

        assertThat(consents.allowed(sent.lead())).containsExactly(Purpose.PHONE);
    }

    @Test
    void whoWantsNoAdvertisingAtAllIsNotCalledEither() throws Exception {
        Sent sent = sent(mailing());
        allowCalls(sent);

        decide("/app/inbound/" + arrives(sample("stop-german", sent)) + "/object");

        assertThat(consents.allowed(sent.lead())).isEmpty();
        assertThat(facts.exists(sent.lead(), "LeadObjected", "reply")).isTrue();
    }

    private void allowCalls(Sent sent) {
        fixture.sql("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, 'PHONE', 'GRANTED', 'CONSENT', NOW(3))", sent.lead());
    }

    @Test
    void stopWishThatWasNoneIsLifted() throws Exception {
        Sent sent = sent(mailing());
        long mail = arrives(sample("stop-german", sent));

        decide("/app/inbound/" + mail + "/done");

        assertThat(consents.allows(sent.lead(), Purpose.NEWSLETTER)).isTrue();
        assertThat(advertisingBlocked(sent.lead())).isFalse();
    }

    @Test
    void liftingOneOfTwoWishesLiftsNoBlock() throws Exception {
        Sent sent = sent(mailing());
        long first = arrives(sample("stop-german", sent));
        arrives(sample("stop-one-word", sent));

        decide("/app/inbound/" + first + "/done");

        assertThat(advertisingBlocked(sent.lead())).isTrue();
    }

    @Test
    void wishThatWasNoneNeverLiftsAWithdrawal() throws Exception {
        Sent sent = sent(mailing());
        decide("/app/inbound/" + arrives(sample("stop-german", sent)) + "/stop");
        long again = arrives(sample("stop-one-word", sent));

        decide("/app/inbound/" + again + "/done");

        assertThat(advertisingBlocked(sent.lead())).isTrue();
    }

    @Test
    void addressCanBeTriedAgain() throws Exception {
        Sent sent = sent(mailing());
        arrives(sample("postfix-no-such-user", sent));
        assertThat(show("/app/leads/" + sent.lead() + "/inbound")).contains("/app/inbound/unblock");

        web.perform(post("/app/inbound/unblock").param("lead", Long.toString(sent.lead())).with(user("maria").roles("MARKETER"))
                .with(csrf()));

        assertThat(blocked(sent.lead())).isFalse();
        assertThat(outcome(sent)).isEqualTo("LIFTED");
    }

    @Test
    void triedAgainNeverLiftsWhatSomebodyWanted() throws Exception {
        Sent sent = sent(mailing());
        arrives(sample("arf-yahoo", sent));

        web.perform(post("/app/inbound/unblock").param("lead", Long.toString(sent.lead())).with(user("maria").roles("MARKETER"))
                .with(csrf()));

        assertThat(advertisingBlocked(sent.lead())).isTrue();
    }

    @Test
    void parkedMailCanBeJudgedAgain() throws Exception {
        long mail = arrives("Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(3_000));

        decide("/app/inbound/" + mail + "/again");

        assertThat(column(mail, "state")).isEqualTo("NEW");
    }

    @Test
    void whatCameBackIsListedOnceWithTheMailThatTold() throws Exception {
        Sent sent = sent(mailing());
        long mail = arrives(sample("postfix-no-such-user", sent));

        assertThat(show("/app/leads/" + sent.lead() + "/inbound?lang=de")).containsOnlyOnce("list-group-item").contains("/app/inbound/" + mail);
    }

    @Test
    void mailThatCameBackIsNotCalledSent() throws Exception {
        Sent sent = sent(mailing());
        assertThat(show("/app/leads/" + sent.lead() + "/messages?lang=de")).contains("Gesendet");

        arrives(sample("postfix-no-such-user", sent));

        assertThat(show("/app/leads/" + sent.lead() + "/messages?lang=de")).contains("Kam zurück").doesNotContain(">Gesendet<");
    }

    @Test
    void heldMailingIsShownWithItsReason() throws Exception {
        Sent sent = sent(mailing());
        arrives(sample("exchange-online-dmarc", sent));

        assertThat(show("/app/inbound?lang=de")).contains(sent.mailing(), "/app/messages/pauses");
        assertThat(show("/app/messages/pauses?lang=de")).contains("Ein Mailserver nimmt unsere Mails so nicht an", "Im Wortlaut: 5.7.515");
        assertThat(pauses.list()).filteredOn(pause -> pause.name().equals(sent.mailing())).singleElement()
                .satisfies(pause -> assertThat(pause.why()).contains("5.7.515").doesNotContain("@"));
    }

    @Test
    void nothingRemainsOfAnErasedLead() {
        Sent sent = sent(mailing());
        long mail = arrives(sample("postfix-no-such-user", sent));

        erasure.erase(sent.lead());

        assertThat(jdbc.sql("SELECT COUNT(*) FROM inbound_mail WHERE id = ?").params(mail).query(Integer.class).single()).isZero();
        assertThat(outcome(sent)).isNull();
    }

    private String show(String address) throws Exception {
        return web.perform(get(address).accept(MediaType.TEXT_HTML).with(user("maria").roles("MARKETER"))).andReturn().getResponse()
                .getContentAsString();
    }

    private void decide(String address) throws Exception {
        assertThat(web.perform(post(address).with(user("maria").roles("MARKETER")).with(csrf())).andReturn().getResponse().getStatus())
                .isEqualTo(302);
    }
}
