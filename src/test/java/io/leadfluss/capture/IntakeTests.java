package io.leadfluss.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Origin;
import io.leadfluss.lead.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JourneyTest
class IntakeTests {

    private static final Evidence EVIDENCE = new Evidence("lead-intake", null, null, "203.0.113.1", "Test");

    private final String email = "ina@" + UUID.randomUUID() + ".example";

    @Autowired
    Intake intake;
    @Autowired
    Consents consents;
    @Autowired
    Leads leads;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    @Test
    void takesOverAllThatIsToldAboutANewLead() {
        Received received = intake.record(Map.ofEntries(Map.entry("email", email), Map.entry("firstName", "Ina"), Map.entry("lastName", "Ilg"),
                Map.entry("company", "Ilg AG"), Map.entry("phone", "+49 30 1"), Map.entry("locale", "en_GB"), Map.entry("source", "trade fair"),
                Map.entry("campaign", "spring"), Map.entry("directContact", "Herr Ott"), Map.entry("timeZone", "Europe/London"),
                Map.entry("street", "Weg 1"), Map.entry("postalCode", "12345"), Map.entry("city", "Ulm"), Map.entry("country", "DE"),
                Map.entry("machines", 12)));

        Lead lead = leads.get(received.leadId());
        transaction.executeWithoutResult(status -> assertThat(leads.get(lead.id()).fields()).containsEntry("machines", "12"));
        assertThat(lead.firstName()).isEqualTo("Ina");
        assertThat(lead.language()).isEqualTo("en");
        assertThat(lead.timeZone()).isEqualTo("Europe/London");
        assertThat(lead.source()).isEqualTo("trade fair");
        assertThat(lead.campaign()).isEqualTo("spring");
        assertThat(lead.directContact()).isEqualTo("Herr Ott");
        assertThat(lead.origin()).isEqualTo(Origin.DIRECT);
        assertThat(lead.stage()).isEqualTo(Stage.LEAD);
        assertThat(received.consentDeclared()).isFalse();
    }

    @Test
    void asksForTheConfirmationOfDeclaredPurposes() {
        Received received = intake.record(Map.of("email", email, "purposes", "newsletter, phone", "evidence", "Messestand, Formular M-12"));

        assertThat(received.consentDeclared()).isTrue();
        intake.requestConsent(received.leadId());
        confirm(received.leadId());
        assertThat(consents.allowed(received.leadId())).containsExactlyInAnyOrder(Purpose.NEWSLETTER, Purpose.PHONE);
        assertThat(jdbc.sql("""
                        SELECT DISTINCT text FROM consent_text JOIN consent_event ON consent_text.hash = consent_event.text_hash
                        WHERE lead_id = :lead""").param("lead", received.leadId()).query(String.class).list())
                .containsExactly("Messestand, Formular M-12");
    }

    @Test
    void takesARepeatedReportOnlyOnce() {
        Map<String, String> report = Map.of("email", email, "purposes", "newsletter", "source", "crm", "reference", "4711");
        Received first = intake.record(report);

        Received repeat = intake.record(report);
        Received next = intake.record(Map.of("email", email, "source", "crm", "reference", "4712"));

        assertThat(repeat).isEqualTo(new Received(first.leadId(), first.submissionId(), false));
        assertThat(next.submissionId()).isNotEqualTo(first.submissionId());
        assertThat(jdbc.sql("SELECT COUNT(*) FROM fact WHERE lead_id = :lead").param("lead", first.leadId()).query(Long.class).single()).isEqualTo(2);
    }

    @Test
    void takesPurposesAsAListToo() {
        assertThat(intake.record(Map.of("email", email, "purposes", List.of("newsletter"), "source", "fair")).consentDeclared()).isTrue();
        assertThat(intake.record(Map.of("email", email, "purposes", "[\"tracking\"]", "source", "fair")).consentDeclared()).isTrue();
    }

    @Test
    void mailsNothingToABoughtAddressWithoutConsent() {
        Received received = intake.record(Map.of("email", email, "origin", "BOUGHT", "kind", "B2B"));

        intake.requestConsent(received.leadId());

        assertThat(leads.get(received.leadId()).origin()).isEqualTo(Origin.BOUGHT);
        assertThat(consents.openRequest(received.leadId())).isEmpty();
        assertThat(consents.allowed(received.leadId())).isEmpty();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM message WHERE lead_id = :lead").param("lead", received.leadId()).query(Long.class).single()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"anna@gmx.de,,B2C", "anna@gmx.de,Anna GmbH,B2B", "anna@firma.example,,B2B"})
    void guessesWhetherALeadActsForACompany(String address, String company, Kind kind) {
        Map<String, Object> told = new HashMap<>(Map.of("email", UUID.randomUUID() + address));
        if (company != null) {
            told.put("company", company);
        }

        assertThat(leads.get(intake.record(told).leadId()).kind()).isEqualTo(kind);
    }

    @Test
    void keepsOneLeadPerAddressAndLeavesAKnownOneAsItIs() {
        long first = intake.record(Map.of("email", email, "firstName", "Ina")).leadId();
        long second = intake.record(Map.of("email", email.toUpperCase(), "firstName", "Mallory")).leadId();

        assertThat(second).isEqualTo(first);
        assertThat(leads.get(first).firstName()).isEqualTo("Ina");
    }

    @ParameterizedTest
    @CsvSource({"purposes,party,newsletter", "kind,C2C,B2B", "origin,STOLEN,BOUGHT", "country,Germany,DE", "timeZone,Moon/Sea,Europe/Berlin",
            "locale,deutsch,de"})
    void namesTheFieldAndTheWayOutAndStoresNothing(String field, String value, String wayOut) {
        assertThatThrownBy(() -> intake.record(Map.of("email", email, "source", "test", field, value))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wayOut).hasMessageMatching("(?s)(" + field + "|language) .*").message().doesNotContain(value);

        assertThat(leads.findByEmailKey(email)).isEmpty();
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String wrong : new String[] {"", "nobody", "a@x,b@y.de", "a\r\nBcc: b@y.de@x.de", "<a@x.de>"}) {
            assertThatThrownBy(() -> intake.record(Map.of("email", wrong))).isInstanceOf(InvalidAddress.class);
        }
        assertThatThrownBy(() -> intake.record(Map.of())).isInstanceOf(InvalidAddress.class);
    }

    @Test
    void refusesPurposesWithoutSayingWhereTheyCameFrom() {
        assertThatThrownBy(() -> intake.record(Map.of("email", email, "purposes", "newsletter"))).hasMessageStartingWith("evidence");
        assertThat(leads.findByEmailKey(email)).isEmpty();
    }

    private void confirm(long lead) {
        assertThat(consents.confirm(consents.token(consents.openRequest(lead).orElseThrow().id()), EVIDENCE)).isPresent();
    }
}
