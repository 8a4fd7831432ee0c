package io.leadfluss.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.JourneyTest;
import io.leadfluss.capture.Orders;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Tokens;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@JourneyTest
class ErasureTests {

    private static final Evidence EVIDENCE = new Evidence("contact", null, "/c", "198.51.100.201", "Erasure browser");

    private final String local = "xaver." + UUID.randomUUID();
    private final String email = local + "@erasure.example";

    @Autowired
    MockMvcTester http;
    @Autowired
    ApplicationContext context;
    @Autowired
    Erasure erasure;
    @Autowired
    Disclosure disclosure;
    @Autowired
    Consents consents;
    @Autowired
    Suppressions suppressions;
    @Autowired
    Orders orders;
    @Autowired
    Leads leads;
    @Autowired
    MessageSource messages;
    @Autowired
    Tokens tokens;
    @Autowired
    Clock clock;
    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void leaveNothingToTheOthers() {
        leads.findByEmailKey(email).ifPresent(lead -> erasure.erase(lead.id()));
    }

    @Test
    void leavesNoTraceInAnyTable() {
        long lead = leadWithDataEverywhere();
        List<String> traces = List.of(local, "Quastenflosser", "0987654321", "198.51.100.201", "Mein Geheimnis");
        assertThat(tablesWithout(lead)).as("tables that this test must fill").isEmpty();
        assertThat(tablesHolding(traces)).contains("leads", "submission", "consent_event", "lead_note", "handover_event");

        erasure.erase(lead);

        assertThat(tablesHolding(traces)).isEmpty();
        assertThat(tablesWith(lead)).isEmpty();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ = :lead").param("lead", lead).query(Long.class).single()).isZero();
    }

    @Test
    void keepsTheObjectionOfAnErasedAddressWhenItIsBroughtInAgain() throws Exception {
        long lead = leadWithDataEverywhere();
        consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", EVIDENCE);

        erasure.erase(lead);

        assertThat(suppressions.suppressed(EmailAddress.parse(email), Purpose.NEWSLETTER)).isTrue();

        long again = orders.place(email.toUpperCase(Locale.ROOT), UUID.randomUUID().toString(), BigDecimal.TEN, "software", "checkout-3");
        assertThat(again).isNotEqualTo(lead);
        assertThat(suppressions.suppressed(leads.get(again).address(), Purpose.NEWSLETTER)).isTrue();
        String page = body(http.get().uri("/app/leads/" + again + "/consents").with(user("paula").roles("PRIVACY")).exchange().getResponse());
        assertThat(page).contains("The address is blocked for this purpose").doesNotContain("one-click");
    }

    @Test
    void forgetsOnlyWhoNeverConfirmedAndIsNotAsked() {
        LeadFixture fixture = LeadFixture.in(context);
        long confirmed = fixture.confirmedLead();
        long asked = fixture.lead();
        consents.request(asked, "newsletter", "de", List.of(), EVIDENCE);
        long unconfirmed = fixture.lead();

        assertThat(erasure.forget(confirmed)).isFalse();
        assertThat(erasure.forget(asked)).isFalse();
        assertThat(erasure.forget(unconfirmed)).isTrue();
        assertThat(leads.findById(unconfirmed)).isEmpty();
        assertThat(erasure.erase(unconfirmed)).isFalse();
    }

    @Test
    void isSafeBesideAConfirmationAtTheSameMoment() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 10; i++) {
                long lead = LeadFixture.in(context).lead();
                String token = consents.token(consents.request(lead, "newsletter", "de",
                        List.of(new Declaration(Purpose.NEWSLETTER, "de", "Ja")), EVIDENCE));

                for (var done : threads.invokeAll(List.<Callable<Object>>of(() -> consents.confirm(token, EVIDENCE), () -> erasure.erase(lead)))) {
                    done.get();
                }

                assertThat(tablesWith(lead)).isEmpty();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void showsTheLeadItsDataWhenItKnowsItsAddress() throws Exception {
        long lead = leadWithDataEverywhere();
        String link = "/p/" + tokens.issue("preferences", lead) + "/data";

        assertThat(body(http.post().uri(link).param("email", "somebody@else.example").exchange().getResponse()))
                .doesNotContain("Quastenflosser", local);
        String page = body(http.post().uri(link).param("email", email.toUpperCase(Locale.ROOT)).exchange().getResponse());

        assertThat(page).contains("Quastenflosser", local, "0987654321", "Mein Geheimnis", "198.51.100.201");
        assertThat(disclosure.of(lead)).extracting(Disclosure.Part::key).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void saysOfAllThatIsStoredWhatItIsAndWhy(String language) {
        Locale locale = Locale.forLanguageTag(language);

        assertThat(disclosure.of(leadWithDataEverywhere())).hasSizeGreaterThan(15).allSatisfy(part -> {
            for (String about : List.of("title", "purpose", "source", "kept")) {
                assertThat(messages.getMessage("privacy.part." + part.key() + "." + about, null, "", locale)).as(about).isNotEmpty();
            }
            assertThat(part.rows().get(0).keySet()).allSatisfy(column -> assertThat(messages.getMessage(
                    "privacy.column." + part.key() + "." + column, null, messages.getMessage("privacy.column." + column, null, "", locale), locale)).isNotEmpty());
        });
    }

    @Test
    void showsTheLeadItsDataInItsOwnWords() throws Exception {
        long lead = leadWithDataEverywhere();
        LeadFixture.in(context).sql("""
                INSERT INTO consent_request (id, lead_id, form, language, token_hash, created_at, expires_at)
                VALUES (NEXT VALUE FOR consent_request_seq, ?, 'preferences', 'de', ?, NOW(3), NOW(3))""", lead, UUID.randomUUID().toString());
        String link = "/p/" + tokens.issue("preferences", lead) + "/data";

        String page = body(http.post().uri(link + "?lang=de").param("email", email).exchange().getResponse());

        assertThat(page).contains("</html>", "Wer Sie sind", "Wozu", "Woher", "Wie lange", "Nachname", "Hat das Formular „Kontakt“ abgeschickt", "Werbung per E-Mail", "erlaubt")
                .doesNotContain("last_name", "email_key", "GRANTED", "FormSubmitted", "{&quot;", "occurred_at", "MARKETING");
    }

    @Test
    void givesTheLeadItsDataToTakeAway() throws Exception {
        long lead = leadWithDataEverywhere();
        String link = "/p/" + tokens.issue("preferences", lead) + "/download";

        assertThat(http.post().uri(link).param("email", "somebody@else.example").exchange().getResponse().getStatus()).isEqualTo(400);
        MockHttpServletResponse file = http.post().uri(link).param("email", email).exchange().getResponse();

        assertThat(file.getContentType()).startsWith("application/json");
        assertThat(file.getHeader("Content-Disposition")).contains("attachment");
        JsonNode data = new ObjectMapper().readTree(body(file)).get("data");
        assertThat(data.get("lead.profile").get(0).get("last_name").asText()).isEqualTo("Quastenflosser");
        assertThat(data.get("forms-and-orders.submissions").get(0).get("fields").get("message").asText()).isEqualTo("Mein Geheimnis");
        assertThat(Instant.parse(data.get("lead.facts").get(0).get("occurred_at").asText())).isBeforeOrEqualTo(clock.instant());
    }

    @Test
    void erasesWithoutLoginForWhoKnowsTheAddress() {
        long lead = LeadFixture.in(context).confirmedLead();
        String address = leads.get(lead).address().localPart() + "@" + leads.get(lead).address().domain();
        String link = "/p/" + tokens.issue("preferences", lead);

        assertThat(http.post().uri(link + "/erase").exchange().getResponse().getStatus()).isEqualTo(400);
        assertThat(http.post().uri(link + "/erase").param("email", "somebody@else.example").exchange().getResponse().getStatus()).isEqualTo(400);
        assertThat(leads.findById(lead)).isPresent();
        assertThat(http.post().uri(link + "/erase").param("email", address).exchange().getResponse().getStatus()).isEqualTo(200);

        assertThat(leads.findById(lead)).isEmpty();
        assertThat(http.get().uri(link).exchange().getResponse().getStatus()).isEqualTo(410);
        assertThat(http.post().uri("/p/" + tokens.issue("confirm", lead) + "/erase").exchange().getResponse().getStatus()).isEqualTo(410);
    }

    @Test
    void letsOnlyPrivacyAndAdministratorsEraseAndNotesWhoDid() {
        long lead = LeadFixture.in(context).confirmedLead();
        String link = "/app/leads/" + lead + "/erase";

        assertThat(http.post().uri(link).with(user("sam").roles("SALES")).with(csrf()).exchange().getResponse().getStatus()).isEqualTo(403);
        assertThat(http.get().uri(link).with(user("paula").roles("PRIVACY")).exchange().getResponse().getStatus()).isEqualTo(200);
        assertThat(leads.findById(lead)).isPresent();
        http.post().uri(link).with(user("paula").roles("PRIVACY")).with(csrf()).exchange();

        assertThat(leads.findById(lead)).isEmpty();
        assertThat(jdbc.sql("SELECT account FROM audit_event WHERE action = 'lead-erased' AND target = :lead").param("lead", lead)
                .query(String.class).list()).containsExactly("paula");
    }

    private long leadWithDataEverywhere() {
        http.post().uri("/f/contact?lang=de").param("email", email).param("lastName", "Quastenflosser").param("phone", "0987654321")
                .param("message", "Mein Geheimnis").param("consentNewsletter", "true").header("User-Agent", "Erasure browser")
                .param("opened", tokens.issue("form:contact", clock.instant().minusSeconds(30).getEpochSecond())).with(remote -> {
                    remote.setRemoteAddr("198.51.100.201");
                    return remote;
                }).exchange();
        long lead = leads.findByEmailKey(email).orElseThrow().id();
        long request = consents.openRequest(lead).orElseThrow().id();
        consents.checkMailSent(request, "<" + request + "@test.example>", "To: " + email + "\n\nHallo", "250 ok " + email);
        consents.confirm(consents.token(request), EVIDENCE);
        orders.place(email, UUID.randomUUID().toString(), BigDecimal.TEN, "software", "checkout-3");
        LeadFixture fixture = LeadFixture.in(context);
        fixture.sql("INSERT INTO preference (lead_id, frequency, changed_at) VALUES (?, 'WEEKLY', NOW(3))", lead);
        fixture.sql("INSERT INTO muted_topic (lead_id, topic) VALUES (?, 'events')", lead);
        fixture.sql("INSERT INTO lead_field (lead_id, name, value) VALUES (?, 'pet', 'Quastenflosser')", lead);
        fixture.sql("INSERT INTO lead_note (lead_id, author, text, created_at) VALUES (?, 'sam', 'Herr Quastenflosser, 0987654321', NOW(3))", lead);
        fixture.sql("INSERT INTO hit (kind, lead_id, path, occurred_at) VALUES ('VISIT', ?, '/quastenflosser', NOW(3))", lead);
        fixture.sql("""
                INSERT INTO message (id, lead_id, stream, mailing, subject, source_key, state, attempts, doubts, queued_at, next_try_at, not_after, relay_answer)
                VALUES (NEXT VALUE FOR message_seq, ?, 'MARKETING', 'win-back', 'Hallo Quastenflosser', ?, 'SENT', 1, 0, NOW(3), NOW(3), NOW(3), ?)""",
                lead, UUID.randomUUID().toString(), "250 " + email);
        fixture.sql("INSERT INTO newsletter_recipient (issue_id, lead_id, draw) VALUES (0, ?, 0)", lead);
        fixture.sql("""
                INSERT INTO inbound_mail (hash, source, received_at, state, tries, lead_id) VALUES (?, ?, NOW(3), 'DONE', 0, ?)""",
                UUID.randomUUID().toString(), "From: " + email, lead);
        fixture.sql("""
                INSERT INTO mail_return (message_id, what, lead_id, mailing, way, status, words, occurred_at)
                VALUES (?, 'HARD', ?, 'win-back', 'MAIL', '5.1.1', ?, NOW(3))""", lead, lead, "no mailbox " + email);
        fixture.sql("""
                INSERT IGNORE INTO lead_score (lead_id, line, fit, grade, engagement, heat, edition, fading, scored_at)
                VALUES (?, '', 1, 'D', 1, 4, '', '', NOW(3))""", lead);
        fixture.sql("""
                INSERT IGNORE INTO score_run (id, kind, state, title, hand_over, days, edition, as_of, leads, started_by, started_at)
                VALUES (1000000, 'TRIAL', 'DONE', '', FALSE, 0, '', NOW(3), 0, 'sam', NOW(3))""");
        fixture.sql("""
                INSERT INTO score_run_lead (run_id, lead_id, what, cell_before, cell_after, team, pending)
                VALUES (1000000, ?, 'BECOMES', 'A2', 'A1', '', FALSE)""", lead);
        fixture.sql("""
                INSERT INTO sales_call (instance_id, attempt, lead_id, outcome, basis, called_at) VALUES (?, 1, ?, 'reached', 'REQUEST', NOW(3))""",
                UUID.randomUUID().toString(), lead);
        fixture.sql("""
                INSERT INTO meeting (lead_id, rep, way, place, starts_at, ends_at, state, sequence, source_key, arranged_at, changed_at)
                VALUES (?, 'sam', 'VISIT', 'Bei Quastenflosser', NOW(3), NOW(3), 'PLANNED', 0, ?, NOW(3), NOW(3))""", lead, UUID.randomUUID().toString());
        fixture.sql("INSERT IGNORE INTO journey_entry (journey, lead_id, subject, entered_at) VALUES ('test', ?, '', NOW(3))", lead);
        fixture.sql("""
                INSERT INTO handover (lead_id, instance_id, purpose, team, state, routed_at, remind_at, due_at, escalate_at, reassign_at, calls)
                VALUES (?, ?, 'QUALIFY', 'test', 'OPEN', NOW(3), NOW(3), NOW(3), NOW(3), NOW(3), 0)""", lead, UUID.randomUUID().toString());
        fixture.sql("""
                INSERT INTO handover_event (handover_id, kind, actor, rep, text, occurred_at)
                SELECT id, 'ASKED', 'sales1', 'sales1', 'Mein Geheimnis?', NOW(3) FROM handover WHERE lead_id = ?""", lead);
        fixture.sql("""
                INSERT INTO handover_figure (handover_id, lead_id, purpose, team, first_rep, rep, source, journey, cell, handed_on, answer_by, answer_on)
                VALUES (?, ?, 'QUALIFY', 'test', '', '', '', '', '', CURRENT_DATE, NOW(3), CURRENT_DATE)""", -lead, lead);
        return lead;
    }

    private List<String> tablesHolding(List<String> traces) {
        return jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")
                .query(String.class).list().stream()
                .filter(table -> jdbc.sql("SELECT * FROM `" + table + "`").query().listOfRows().stream()
                        .flatMap(row -> row.values().stream()).filter(value -> value != null)
                        .map(value -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString())
                        .anyMatch(text -> traces.stream().anyMatch(text::contains)))
                .toList();
    }

    private List<String> tablesOfLeads() {
        return jdbc.sql("""
                        SELECT table_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND column_name = 'lead_id' AND table_name NOT LIKE 'ACT\\_%'""").query(String.class).list();
    }

    private List<String> tablesWith(long lead) {
        return tablesOfLeads().stream().filter(table -> holds(table, lead)).toList();
    }

    private List<String> tablesWithout(long lead) {
        return tablesOfLeads().stream().filter(table -> !holds(table, lead)).toList();
    }

    private boolean holds(String table, long lead) {
        return jdbc.sql("SELECT COUNT(*) FROM `" + table + "` WHERE lead_id = :lead").param("lead", lead).query(Long.class).single() > 0;
    }

    private static String body(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString(StandardCharsets.UTF_8);
    }
}
