package io.leadfluss.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@JourneyTest
class DownloadPageTests {

    private static final String FILE = "lead-management-whitepaper.pdf";

    private final String email = "dora@" + UUID.randomUUID() + ".example";

    private int age = 30;

    @Autowired
    MockMvcTester http;
    @Autowired
    Tokens tokens;
    @Autowired
    Clock clock;
    @Autowired
    Consents consents;
    @Autowired
    Leads leads;
    @Autowired
    Facts facts;
    @Autowired
    JdbcClient jdbc;

    @Test
    void offersTheFileAfterTheConfirmation() throws Exception {
        String link = ask(true);

        MockHttpServletResponse file = http.get().uri(link).exchange().getResponse();

        assertThat(file.getStatus()).isEqualTo(200);
        assertThat(file.getContentType()).isEqualTo("application/pdf");
        assertThat(file.getHeader("Content-Disposition")).startsWith("attachment").contains(FILE);
        assertThat(file.getContentAsByteArray()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void givesNothingBeforeTheConfirmationAndNothingForAForeignToken() {
        send(true);
        long submission = jdbc.sql("SELECT MAX(id) FROM submission WHERE lead_id = :lead").param("lead", lead()).query(Long.class).single();

        assertThat(http.get().uri("/d/" + tokens.issue("download", submission)).exchange().getResponse().getStatus()).isEqualTo(410);
        assertThat(http.get().uri("/d/" + tokens.issue("confirm", submission)).exchange().getResponse().getStatus()).isEqualTo(410);
    }

    @Test
    void remembersTheFetchOfALeadThatAllowsTracking() throws Exception {
        String link = ask(true);

        http.head().uri(link).exchange();
        assertThat(facts.exists(lead(), "ContentDownloaded", FILE)).isFalse();
        http.get().uri(link).exchange();
        http.get().uri(link).exchange();

        assertThat(facts.of(lead(), 50)).filteredOn(fact -> fact.kind().equals("ContentDownloaded")).hasSize(1);
    }

    @Test
    void forgetsTheFetchOfALeadThatDoesNot() throws Exception {
        http.get().uri(ask(false)).exchange();

        assertThat(facts.exists(lead(), "ContentDownloaded", FILE)).isFalse();
    }

    @Test
    void asksAConfirmedLeadAgainSinceOnlyItsMailboxMayGetTheFile() throws Exception {
        ask(true);
        send(true);

        assertThat(consents.openRequest(lead())).isPresent();
    }

    private String ask(boolean tracking) throws Exception {
        send(tracking);
        String token = consents.token(consents.openRequest(lead()).orElseThrow().id());
        String page = http.post().uri("/c/" + token).exchange().getResponse().getContentAsString(StandardCharsets.UTF_8);
        return page.replaceAll("(?s).*href=\"(/d/[^\"]+)\".*", "$1");
    }

    private void send(boolean tracking) {
        var request = http.post().uri("/f/whitepaper?lang=de").param("email", email)
                .param("opened", tokens.issue("form:whitepaper", clock.instant().minusSeconds(age++).getEpochSecond())).with(remote -> {
                    remote.setRemoteAddr("198.51.100.77");
                    return remote;
                });
        if (tracking) {
            request.param("consentTracking", "true");
        }
        assertThat(request.exchange().getResponse().getStatus()).isEqualTo(200);
    }

    private long lead() {
        return leads.findByEmailKey(email).orElseThrow().id();
    }
}
