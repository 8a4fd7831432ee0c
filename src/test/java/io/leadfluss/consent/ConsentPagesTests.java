package io.leadfluss.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@JourneyTest
class ConsentPagesTests {

    private static final Evidence EVIDENCE = new Evidence("newsletter", "f".repeat(64), "/f/newsletter", "203.0.113.9", "Test browser");

    @Autowired
    MockMvcTester http;
    @Autowired
    ApplicationContext context;
    @Autowired
    Consents consents;
    @Autowired
    ConsentLedger ledger;
    @Autowired
    Leads leads;
    @Autowired
    Tokens tokens;
    @Autowired
    JdbcClient jdbc;
    @LocalServerPort
    int port;

    private long lead;

    @BeforeEach
    void aLead() {
        lead = LeadFixture.in(context).lead();
    }

    @Test
    void showsTheExactWordsBeforeTheyAreConfirmed() throws Exception {
        String page = body(http.get().uri("/c/" + request(Purpose.NEWSLETTER, Purpose.PHONE)).exchange());

        assertThat(page).contains("Ja zu newsletter &amp; mehr", "Ja zu phone &amp; mehr").doesNotContain("Muster", leads.get(lead).email());
    }

    @Test
    void changesNothingHoweverOftenALinkIsOpened() throws Exception {
        String confirm = "/c/" + request(Purpose.NEWSLETTER);
        String leave = "/u/" + tokens.issue("unsubscribe", lead, 7);
        String choose = "/p/" + tokens.issue("preferences", lead);
        List<?> before = state();

        for (String link : List.of(confirm, leave, choose)) {
            for (int i = 0; i < 3; i++) {
                assertThat(http.get().uri(link).exchange().getResponse().getStatus()).isEqualTo(200);
                assertThat(http.head().uri(link).exchange().getResponse().getStatus()).isEqualTo(200);
                http.options().uri(link).exchange();
            }
        }

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void confirmsByTheButton() throws Exception {
        String token = request(Purpose.NEWSLETTER);

        assertThat(http.post().uri("/c/" + token).exchange().getResponse().getStatus()).isEqualTo(200);

        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isTrue();
    }

    @Test
    void showsThePageAgainWhenTheRequestGrewMeanwhile() throws Exception {
        String token = request(Purpose.NEWSLETTER);
        String page = body(http.get().uri("/c/" + token).exchange());
        String shown = page.replaceAll("(?s).*name=\"shown\" value=\"([0-9a-f]+)\".*", "$1");
        request(Purpose.PHONE);

        String again = body(http.post().uri("/c/" + token + "?lang=de").param("shown", shown).exchange());

        assertThat(again).contains("Ja zu phone", "ergänzt");
        assertThat(consents.allowed(lead)).isEmpty();
    }

    @Test
    void answersTheSameForUsedForeignAndForgedLinks() throws Exception {
        String used = request(Purpose.NEWSLETTER);
        http.post().uri("/c/" + used).exchange();
        String first = withoutToken(http.get().uri("/c/" + used).exchange(), used);

        for (String token : List.of(tokens.issue("unsubscribe", lead, 7), tokens.issue("confirm", 999_999_999L), "AAAA", "%F0%9F%98%80", "..;")) {
            MvcTestResult answer = http.get().uri(URI.create("/c/" + token)).exchange();
            if (answer.getResponse().getStatus() != 400) {
                assertThat(answer.getResponse().getStatus()).isEqualTo(410);
                assertThat(withoutToken(answer, token)).isEqualTo(first);
            }
        }
        assertThat(http.post().uri("/c/" + used).exchange().getResponse().getStatus()).isEqualTo(410);
        assertThat(http.get().uri("/u/" + tokens.issue("confirm", 1)).exchange().getResponse().getStatus()).isEqualTo(410);
        assertThat(http.get().uri("/p/" + tokens.issue("unsubscribe", lead, 1)).exchange().getResponse().getStatus()).isEqualTo(410);
    }

    @Test
    void tellsWhoHasLeftAlreadySo() throws Exception {
        String link = "/u/" + tokens.issue("unsubscribe", lead, 7) + "?lang=de";
        assertThat(body(http.get().uri(link).exchange())).contains("Mit einem Klick auf den Knopf");

        http.post().uri(link).exchange();

        assertThat(body(http.get().uri(link).exchange())).contains("Sie sind abgemeldet").doesNotContain("<button");
    }

    @Test
    void tellsOfALinkThatNeverEndsWhatMayBeWrongWithIt() throws Exception {
        for (String link : List.of("/p/" + tokens.issue("preferences", lead).substring(3), "/u/nothing")) {
            assertThat(body(http.get().uri(link + "?lang=de").exchange())).contains("Er ist nicht vollständig").doesNotContain("seine Zeit ist abgelaufen");
        }
    }

    @Test
    void keepsTokenPagesOutOfCachesSearchAndReferers() throws Exception {
        for (String link : List.of("/c/" + request(Purpose.NEWSLETTER), "/u/" + tokens.issue("unsubscribe", lead, 7),
                "/p/" + tokens.issue("preferences", lead), "/c/nothing", "/d/nothing")) {
            var answer = http.get().uri(link).exchange().getResponse();

            assertThat(answer.getHeader("Cache-Control")).contains("no-store");
            assertThat(answer.getHeaders("Referrer-Policy")).containsOnly("no-referrer");
            assertThat(answer.getHeader("X-Robots-Tag")).contains("noindex");
            assertThat(answer.getCookies()).isEmpty();
        }
    }

    @Test
    void unsubscribesByOneClickInBothEncodingsWithoutCookieOrRedirect() throws Exception {
        confirmed(Purpose.NEWSLETTER);
        String token = tokens.issue("unsubscribe", lead, 7);
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

        HttpResponse<String> urlencoded = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/u/" + token))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")).build(),
                BodyHandlers.ofString());

        assertThat(urlencoded.statusCode()).isEqualTo(200);
        assertThat(urlencoded.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isFalse();
        assertThat(ledger.of(lead)).last().extracting(ConsentEvent::reason).isEqualTo("one-click");

        confirmed(Purpose.NEWSLETTER);
        HttpResponse<String> multipart = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/u/" + token))
                .header("Content-Type", "multipart/form-data; boundary=b").POST(BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n")).build(), BodyHandlers.ofString());

        assertThat(multipart.statusCode()).isEqualTo(200);
        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isFalse();
        assertThat(ledger.of(lead)).last().extracting(ConsentEvent::reason).isEqualTo("one-click");
    }

    @Test
    void showsTheAddressOnlyMasked() throws Exception {
        String page = body(http.get().uri("/p/" + tokens.issue("preferences", lead)).exchange());

        assertThat(page).contains("e***@").doesNotContain(leads.get(lead).email());
    }

    @Test
    void withdrawsAtOnceAndAsksForWhatIsNew() throws Exception {
        confirmed(Purpose.NEWSLETTER, Purpose.TRACKING);

        String page = body(http.post().uri("/p/" + tokens.issue("preferences", lead) + "?lang=de").param("purpose", "newsletter", "phone").exchange());

        assertThat(page).contains("bestätigen Sie es dort");
        assertThat(consents.allowed(lead)).containsExactly(Purpose.NEWSLETTER);
        assertThat(consents.openRequest(lead)).isPresent();
        consents.confirm(consents.token(consents.openRequest(lead).orElseThrow().id()), EVIDENCE);
        assertThat(consents.allowed(lead)).containsExactlyInAnyOrder(Purpose.NEWSLETTER, Purpose.PHONE);
    }

    @Test
    void takesOverTopicsFrequencyAndABreak() throws Exception {
        confirmed(Purpose.NEWSLETTER);
        String link = "/p/" + tokens.issue("preferences", lead) + "?lang=de";

        String page = body(http.post().uri(link).param("purpose", "newsletter").param("offered", "guides", "events").param("topic", "guides")
                .param("frequency", "MONTHLY").param("pause", "P1M").exchange());

        Preference chosen = context.getBean(Preferences.class).of(lead);
        assertThat(chosen.muted()).containsExactly("events");
        assertThat(chosen.frequency()).isEqualTo(Frequency.MONTHLY);
        assertThat(chosen.pausedUntil()).isAfter(Instant.now().plus(Duration.ofDays(27)));
        assertThat(page).contains("Pause jetzt beenden", "value=\"guides\" checked", "value=\"MONTHLY\" checked").doesNotContain("value=\"events\" checked");
        assertThat(consents.allowed(lead)).containsExactly(Purpose.NEWSLETTER);
        String panel = body(http.get().uri("/app/leads/" + lead + "/consents?lang=de").with(user("petra").roles("PRIVACY")).exchange());
        assertThat(panel).contains("Pause bis", "Höchstens einmal im Monat", "Keine Mails zu: Veranstaltungen");
    }

    @Test
    void aCustomerObjectsByUntickingSimilarGoods() throws Exception {
        consents.informedAtSale(lead, new Sale("O-1", "software", "checkout-3"), EVIDENCE);
        String link = "/p/" + tokens.issue("preferences", lead) + "?lang=de";
        assertThat(body(http.get().uri(link).exchange())).contains("ähnlichen Waren");

        http.post().uri(link).param("similar", "asked", "yes").exchange();
        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "software")).isEqualTo(LegalBasis.EXISTING_CUSTOMER);
        String page = body(http.post().uri(link).param("similar", "asked").exchange());

        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "software")).isEqualTo(LegalBasis.NONE);
        assertThat(page).doesNotContain("ähnlichen Waren");
    }

    @Test
    void withdrawsEverythingWhenNoBoxIsTicked() throws Exception {
        confirmed(Purpose.NEWSLETTER, Purpose.PHONE);

        http.post().uri("/p/" + tokens.issue("preferences", lead)).exchange();

        assertThat(consents.allowed(lead)).isEmpty();
    }

    @Test
    void showsTheProofToTheStaffAndTakesAnObjection() throws Exception {
        confirmed(Purpose.NEWSLETTER);

        String panel = body(http.get().uri("/app/leads/" + lead + "/consents?lang=de").with(user("petra").roles("PRIVACY")).exchange());

        assertThat(panel).contains("Ja zu newsletter &amp; mehr", "203.0.113.9", "unverändert");
        http.post().uri("/app/leads/" + lead + "/consents/newsletter/withdraw").with(user("petra").roles("PRIVACY")).with(csrf()).exchange();
        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isFalse();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM audit_event WHERE action = 'consent-withdrawn' AND account = 'petra' AND target = :target")
                .param("target", lead + " newsletter").query(Long.class).single()).isOne();
    }

    private void confirmed(Purpose... purposes) {
        assertThat(consents.confirm(request(purposes), EVIDENCE)).isPresent();
    }

    private String request(Purpose... purposes) {
        return consents.token(consents.request(lead, "newsletter", "de", Arrays.stream(purposes)
                .map(purpose -> new Declaration(purpose, "de", "Ja zu " + purpose.key() + " & mehr")).toList(), EVIDENCE));
    }

    private List<?> state() {
        return List.of("leads", "consent", "consent_request", "consent_event", "suppression", "fact").stream()
                .map(table -> jdbc.sql("SELECT * FROM " + table + " ORDER BY 1, 2").query().listOfRows()).toList();
    }

    private static String withoutToken(MvcTestResult answer, String token) throws IOException {
        return body(answer).replace(token, "");
    }

    private static String body(MvcTestResult answer) throws IOException {
        return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
