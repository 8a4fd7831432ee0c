package io.leadfluss.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.ConsentEvent;
import io.leadfluss.consent.ConsentEvent.Kind;
import io.leadfluss.consent.ConsentLedger;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Tokens;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@JourneyTest
class FormPageTests {

    private static final AtomicInteger VISITORS = new AtomicInteger();

    private final String visitor = "203.0.113." + VISITORS.incrementAndGet();

    @Autowired
    MockMvcTester http;
    @Autowired
    Tokens tokens;
    @Autowired
    Clock clock;
    @Autowired
    Leads leads;
    @Autowired
    Consents consents;
    @Autowired
    ConsentLedger ledger;
    @Autowired
    JdbcClient jdbc;

    @Test
    void showsEveryPurposeAsABoxThatIsNotTicked() {
        String page = body(http.get().uri("/f/whitepaper?lang=de").exchange());

        assertThat(page).contains("name=\"consentNewsletter\"", "name=\"consentTracking\"", "name=\"consentPhone\"").doesNotContain(" checked");
    }

    @Test
    void setsNoCookieAndIsNotKept() {
        MvcTestResult page = http.get().uri("/f/newsletter").exchange();

        assertThat(page.getResponse().getCookies()).isEmpty();
        assertThat(page.getResponse().getHeader(HttpHeaders.SET_COOKIE)).isNull();
        assertThat(page.getResponse().getHeader(HttpHeaders.CACHE_CONTROL)).contains("no-store");
    }

    @Test
    void speaksTheLanguageThatIsAskedFor() {
        assertThat(body(http.get().uri("/f/contact?lang=de").exchange())).contains("lang=\"de\"", "Nachricht senden");
        assertThat(body(http.get().uri("/f/contact?lang=en").exchange())).contains("lang=\"en\"", "Send message");
        assertThat(body(http.get().uri("/f/contact").header("Accept-Language", "en-GB").exchange())).contains("Send message");
    }

    @Test
    void servesOnlyPublicForms() {
        assertThat(http.get().uri("/f/accept-lead").exchange().getResponse().getStatus()).isEqualTo(404);
        assertThat(http.get().uri("/f/nothing").exchange().getResponse().getStatus()).isEqualTo(404);
    }

    @Test
    void takesANewLeadInAndAsksForItsConfirmation() {
        MvcTestResult answer = post("newsletter", "new@firma.example", "firstName", "Nora", "consentNewsletter", "true");

        assertThat(answer.getResponse().getStatus()).isEqualTo(200);
        Lead lead = lead("new@firma.example").orElseThrow();
        assertThat(lead.firstName()).isEqualTo("Nora");
        assertThat(lead.isConfirmed()).isFalse();
        assertThat(consents.openRequest(lead.id())).isPresent();
        assertThat(consents.allowed(lead.id())).isEmpty();
        ConsentEvent declared = ledger.of(lead.id()).get(0);
        assertThat(declared.kind()).isEqualTo(Kind.DECLARED);
        assertThat(declared.purpose()).isEqualTo(Purpose.NEWSLETTER);
        assertThat(declared.ip()).isEqualTo(visitor);
        assertThat(declared.userAgent()).isEqualTo("Test browser");
        assertThat(declared.formVersion()).hasSize(64);
        assertThat(text(declared)).startsWith("Ja, die Leadfluss Demo GmbH darf mir per E-Mail");
    }

    @Test
    void answersTheSameWhetherTheAddressIsKnownOrNot() {
        String unknown = body(post("newsletter", "same@firma.example", "consentNewsletter", "true"));
        String known = body(post("newsletter", "same@firma.example", "consentNewsletter", "true"));

        assertThat(known).isEqualTo(unknown);
        assertThat(leads.count((root, query, where) -> where.equal(root.get("emailKey"), "same@firma.example"))).isOne();
    }

    @Test
    void leavesAKnownLeadAsItIsUntilItConfirms() {
        post("newsletter", "known@firma.example", "firstName", "Karla", "consentNewsletter", "true");
        post("newsletter", "known@firma.example", "firstName", "Mallory", "consentNewsletter", "true");
        Lead lead = lead("known@firma.example").orElseThrow();
        assertThat(lead.firstName()).isEqualTo("Karla");

        confirm(lead);

        assertThat(lead("known@firma.example").orElseThrow().firstName()).isEqualTo("Mallory");
    }

    @Test
    void keepsWhatWasTypedWhenSomethingIsWrongAndStoresNothing() {
        MvcTestResult answer = post("contact", "no address", "firstName", "Vera <b>", "message", "Hallo und guten Tag");

        assertThat(answer.getResponse().getStatus()).isEqualTo(400);
        assertThat(body(answer)).contains("Vera &lt;b&gt;", "Hallo und guten Tag", "aria-invalid=\"true\"", "href=\"#field-email\"");
        assertThat(count("submission WHERE fields LIKE '%Vera <b>%'")).isZero();
    }

    @Test
    void checksTheRulesOfTheForm() {
        assertThat(body(post("callback", "rules@firma.example", "lastName", "Roth", "phone", "abcdefg"))).contains("Schreibweise");
        assertThat(body(post("callback", "rules@firma.example", "lastName", "Roth", "phone", "+49 30 1234567", "salutation", "king")))
                .contains("eine der Möglichkeiten");
        assertThat(body(post("callback", "rules@firma.example", "phone", "+49 30 1234567"))).contains("füllen Sie dieses Feld aus");
        assertThat(body(post("callback", "rules@firma.example", "lastName", "Roth", "phone", "+49 30 1234567", "wishedDay", "2020-01-05")))
                .contains("heute oder einen späteren Tag", "href=\"#field-wishedDay\"");
        assertThat(body(post("callback", "rules@firma.example", "lastName", "Roth", "phone", "+49 30 1234567", "wishedDay", "2199-01-05")))
                .contains("innerhalb der nächsten 90 Tage");
        assertThat(body(post("contact", "rules@firma.example", "message", "x".repeat(4001)))).contains("höchstens 4.000 Zeichen");
        assertThat(lead("rules@firma.example")).isEmpty();
    }

    @Test
    void ignoresWhatTheFormDoesNotAskFor() {
        post("newsletter", "extra@firma.example", "consentNewsletter", "true", "consentPhone", "true", "stage", "CUSTOMER", "jobTitle", "Chef");

        Lead lead = lead("extra@firma.example").orElseThrow();
        assertThat(lead.jobTitle()).isNull();
        assertThat(ledger.of(lead.id())).extracting(ConsentEvent::purpose).containsExactly(Purpose.NEWSLETTER);
    }

    @Test
    void thanksRobotsAndStoresNothing() {
        String thanks = body(post("newsletter", "person@firma.example", "consentNewsletter", "true"));

        MvcTestResult answer = post("newsletter", "robot@firma.example", "consentNewsletter", "true", "website", "https://spam.example");

        assertThat(body(answer)).isEqualTo(thanks);
        assertThat(lead("robot@firma.example")).isEmpty();
    }

    @Test
    void asksAgainWhenTheFormCameTooFastOrTooLateOrFromElsewhere() {
        for (String opened : new String[] {opened("newsletter", Duration.ofMillis(100)), opened("newsletter", Duration.ofHours(25)),
                opened("contact", Duration.ofSeconds(30)), "forged", null}) {
            String page = body(postOpened("newsletter", opened, "hasty@firma.example", "firstName", "Hasty", "consentNewsletter", "true"));

            assertThat(page).contains("noch einmal ab", "Hasty", " checked");
        }
        assertThat(lead("hasty@firma.example")).isEmpty();
    }

    @Test
    void takesTheSameSendingInOnce() {
        String opened = opened("contact", Duration.ofSeconds(30));
        postOpened("contact", opened, "twice@firma.example", "message", "Bitte melden Sie sich");
        postOpened("contact", opened, "twice@firma.example", "message", "Bitte melden Sie sich");

        long lead = lead("twice@firma.example").orElseThrow().id();
        assertThat(count("fact WHERE kind = 'FormSubmitted' AND lead_id = " + lead)).isOne();
    }

    @Test
    void asksForOneConfirmationHoweverOftenAVisitorFillsInTheForm() {
        for (int i = 0; i < 30; i++) {
            assertThat(post("newsletter", "flood@firma.example", "firstName", "F" + i, "consentNewsletter", "true").getResponse().getStatus()).isEqualTo(200);
        }

        long lead = lead("flood@firma.example").orElseThrow().id();
        assertThat(count("fact WHERE kind = 'ConsentRequested' AND lead_id = " + lead)).isOne();
        assertThat(count("submission WHERE lead_id = " + lead)).isEqualTo(10);
    }

    @Test
    void letsOneVisitorSendOnlySoMany() {
        for (int i = 0; i < 60; i++) {
            post("newsletter", "v" + i + "@limit.example", "consentNewsletter", "true");
        }

        MvcTestResult answer = post("newsletter", "toomuch@limit.example", "consentNewsletter", "true");

        assertThat(answer.getResponse().getStatus()).isEqualTo(429);
        assertThat(body(answer)).contains("toomuch@limit.example");
        assertThat(lead("toomuch@limit.example")).isEmpty();
    }

    @Test
    void asksForAConfirmationEvenWithoutAnyBoxSinceTheAddressMayBeAnybodys() {
        post("contact", "nobox@firma.example", "message", "Eine Frage zu den Preisen");

        Lead lead = lead("nobox@firma.example").orElseThrow();
        assertThat(consents.openRequest(lead.id())).isPresent();
        confirm(lead);
        assertThat(lead("nobox@firma.example").orElseThrow().isConfirmed()).isTrue();
        assertThat(consents.allowed(lead.id())).isEmpty();
        post("contact", "nobox@firma.example", "message", "Noch eine Frage zu den Preisen");
        assertThat(consents.openRequest(lead.id())).isEmpty();
    }

    @Test
    void takesControlCharactersOutOfNames() {
        post("newsletter", "crlf@firma.example", "firstName", "Max\r\nBcc: x@y\u202e\u0000", "consentNewsletter", "true");

        assertThat(lead("crlf@firma.example").orElseThrow().firstName()).isEqualTo("Max Bcc: x@y");
    }

    private void confirm(Lead lead) {
        String token = consents.token(consents.openRequest(lead.id()).orElseThrow().id());
        assertThat(http.post().uri("/c/" + token).exchange().getResponse().getStatus()).isEqualTo(200);
    }

    private MvcTestResult post(String form, String email, String... fields) {
        return postOpened(form, opened(form, Duration.ofSeconds(30)), email, fields);
    }

    private MvcTestResult postOpened(String form, String opened, String email, String... fields) {
        var request = http.post().uri("/f/" + form + "?lang=de").header("User-Agent", "Test browser").param("email", email).with(remote -> {
            remote.setRemoteAddr(visitor);
            return remote;
        });
        if (opened != null) {
            request.param("opened", opened);
        }
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private String opened(String form, Duration ago) {
        return tokens.issue("form:" + form, clock.instant().minus(ago).getEpochSecond());
    }

    private Optional<Lead> lead(String email) {
        return leads.findByEmailKey(email);
    }

    private String text(ConsentEvent event) {
        return jdbc.sql("SELECT text FROM consent_text WHERE hash = :hash").param("hash", event.textHash()).query(String.class).single();
    }

    private long count(String from) {
        return jdbc.sql("SELECT COUNT(*) FROM " + from).query(Long.class).single();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
