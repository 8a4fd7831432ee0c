package io.leadfluss.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Objections by any way, and the sales that advertising without consent may rest on. */
@JourneyTest
class ObjectionsTests {

    private static final Evidence EVIDENCE = new Evidence("test", null, null, null, null);

    @Autowired
    private MockMvcTester http;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Objections objections;
    @Autowired
    private Consents consents;
    @Autowired
    private ConsentLedger ledger;
    @Autowired
    private Suppressions suppressions;
    @Autowired
    private Leads leads;
    @Autowired
    private JdbcClient jdbc;

    @Test
    void endAllThatALeadAllowed() {
        long lead = consented();

        objections.object(lead, "letter", EVIDENCE);

        assertThat(consents.allowed(lead)).isEmpty();
        for (Purpose purpose : Purpose.values()) {
            assertThat(suppressions.suppressed(leads.get(lead).address(), purpose)).isTrue();
        }
        assertThat(ledger.of(lead)).filteredOn(event -> event.kind() == ConsentEvent.Kind.WITHDRAWN).hasSize(3)
                .allSatisfy(event -> assertThat(event.reason()).isEqualTo("letter"));
        assertThat(ledger.verify(lead)).isEmpty();
    }

    @Test
    void areOneThingThatHappenedHoweverOftenTheyAreSaid() {
        long lead = consented();

        objections.object(lead, "phone", EVIDENCE);
        objections.object(lead, "letter", EVIDENCE);

        assertThat(facts(lead)).containsExactlyInAnyOrder("LeadUnsubscribed newsletter#phone", "LeadObjected phone");
    }

    @Test
    void ofWhomLeftTheNewsletterBeforeHappenToo() {
        long lead = consented();
        consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", EVIDENCE);

        objections.object(lead, "phone", EVIDENCE);

        assertThat(consents.allowed(lead)).isEmpty();
        assertThat(facts(lead)).containsExactlyInAnyOrder("LeadUnsubscribed newsletter#one-click", "LeadObjected phone");
    }

    @Test
    void aMailboxThatIsGoneSaysNothingOfThePhone() {
        EmailAddress address = EmailAddress.parse("gone@" + UUID.randomUUID() + ".example");

        suppressions.suppress(address, null, "hard-bounce");

        assertThat(suppressions.suppressed(address, null)).isTrue();
        assertThat(suppressions.suppressed(address, Purpose.NEWSLETTER)).isTrue();
        assertThat(suppressions.suppressed(address, Purpose.PHONE)).isFalse();
        assertThat(suppressions.suppressed(address, Purpose.TRACKING)).isFalse();
    }

    @Test
    void sayOnTheLeadsPageHowAndByWhomTheyWereNoted() throws Exception {
        long lead = consented();
        String consentsPage = "/app/leads/" + lead + "/consents?lang=de";
        assertThat(body(http.get().uri(consentsPage).with(user("paula").roles("PRIVACY")).exchange())).contains("/objection\"");

        http.post().uri("/app/leads/" + lead + "/objection").param("way", "phone").with(user("sam").roles("MARKETER")).with(csrf()).exchange();

        assertThat(body(http.get().uri(consentsPage).with(user("paula").roles("PRIVACY")).exchange()))
                .contains("Am Telefon", "Vermerkt von", "sam", "Widerspricht jeder Werbung").doesNotContain("/objection\"", "back office", ">phone<");
        assertThat(body(http.get().uri("/app/leads/" + lead + "?lang=de").with(user("paula").roles("PRIVACY")).exchange()))
                .contains("Hat jeder Werbung widersprochen (am Telefon)", "Möchte keine Werbung per E-Mail mehr (am Telefon)");
    }

    @Test
    void saidAgainAreNotNotedAgain() throws Exception {
        String email = "again@" + UUID.randomUUID() + ".example";

        assertThat(body(post("/app/objections", email))).contains("The objection is noted");
        assertThat(body(post("/app/objections", email))).contains("was noted before");
    }

    @Test
    void keepTheChosenWayWhenTheAddressIsWrong() throws Exception {
        String page = body(http.post().uri("/app/objections?lang=en").param("email", "no address").param("way", "phone")
                .with(user("paula").roles("PRIVACY")).with(csrf()).exchange());

        assertThat(page).contains("<option value=\"phone\" selected>");
    }

    @Test
    void areShownWithTheDomainAsItsOwnerWritesIt() throws Exception {
        assertThat(body(post("/app/objections", "max@münchen-" + UUID.randomUUID() + ".example"))).contains("max@münchen-").doesNotContain("@xn--");
    }

    @Test
    void blockAlsoAnAddressThatIsNoLeads() {
        EmailAddress address = EmailAddress.parse("stranger@" + UUID.randomUUID() + ".example");

        assertThat(objections.object(address, "phone", EVIDENCE)).isEmpty();

        assertThat(suppressions.suppressed(address, Purpose.NEWSLETTER)).isTrue();
    }

    @Test
    void areTakenFromTheLeadsPage() {
        long lead = consented();

        http.post().uri("/app/leads/" + lead + "/objection").with(user("sam").roles("MARKETER")).with(csrf()).exchange();

        assertThat(consents.allowed(lead)).isEmpty();
        assertThat(jdbc.sql("SELECT account FROM audit_event WHERE action = 'objection' AND target = ?").param(Long.toString(lead))
                .query(String.class).list()).containsExactly("sam");
    }

    @Test
    void areTakenByAddressAndShown() throws Exception {
        long lead = consented();
        String email = leads.get(lead).email();

        assertThat(body(post("/app/objections/look", email))).contains("is not blocked");
        String page = body(post("/app/objections", email.toUpperCase()));

        assertThat(page).contains("The objection is noted", "Advertising by e-mail", "By letter", "/app/leads/" + lead);
        assertThat(consents.allowed(lead)).isEmpty();
    }

    @Test
    void aWrongAddressIsSaidToBeOne() throws Exception {
        MvcTestResult answer = post("/app/objections", "no address");

        assertThat(answer).hasStatus(422);
        assertThat(body(answer)).contains("This is no e-mail address", "aria-invalid");
    }

    @Test
    void aSaleIsKeptOnceWithItsProof() {
        long lead = LeadFixture.in(context).lead();

        consents.informedAtSale(lead, new Sale("O-1", "software", "checkout-3"), EVIDENCE);
        consents.informedAtSale(lead, new Sale("O-2", "software", "checkout-4"), EVIDENCE);

        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "software")).isEqualTo(LegalBasis.EXISTING_CUSTOMER);
        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "training")).isEqualTo(LegalBasis.NONE);
        assertThat(consents.basis(lead, Purpose.PHONE, "software")).isEqualTo(LegalBasis.NONE);
        assertThat(consents.allowed(lead)).isEmpty();
        assertThat(ledger.of(lead)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ConsentEvent.Kind.INFORMED);
            assertThat(event.reason()).isEqualTo("sale O-1, software, notice checkout-3");
        });
    }

    @Test
    void aConsentIsTheStrongerBasisAndTheObjectionTheStrongest() {
        long lead = consented();
        consents.informedAtSale(lead, new Sale("O-1", "software", "checkout-3"), EVIDENCE);
        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "software")).isEqualTo(LegalBasis.CONSENT);

        consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", EVIDENCE);

        assertThat(consents.basis(lead, Purpose.NEWSLETTER, "software")).isEqualTo(LegalBasis.NONE);
    }

    @Test
    void aSaleWithoutReferenceGroupOrNoticeIsRefused() {
        for (Object[] row : new Object[][] {{"", "software", "n"}, {"O-1", "", "n"}, {"O-1", "software", ""}, {null, "software", "n"}, {"O-1", "software", null}}) {
            assertThatThrownBy(() -> new Sale((String) row[0], (String) row[1], (String) row[2])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> jdbc.sql("""
                            INSERT INTO existing_customer (lead_id, product_group, sale_reference, notice_version, since) VALUES (1, ?, ?, ?, NOW(3))""")
                    .param(row[1]).param(row[0]).param(row[2]).update()).isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    private List<String> facts(long lead) {
        return jdbc.sql("SELECT CONCAT(kind, ' ', subject) FROM fact WHERE lead_id = ? AND kind IN ('LeadUnsubscribed', 'LeadObjected')").param(lead)
                .query(String.class).list();
    }

    private long consented() {
        long lead = LeadFixture.in(context).lead();
        long request = consents.request(lead, "newsletter", "de", List.of(new Declaration(Purpose.NEWSLETTER, "de", "Ja"),
                new Declaration(Purpose.TRACKING, "de", "Ja"), new Declaration(Purpose.PHONE, "de", "Ja")), EVIDENCE);
        consents.confirm(consents.token(request), EVIDENCE);
        return lead;
    }

    private MvcTestResult post(String page, String email) {
        return http.post().uri(page + "?lang=en").param("email", email).param("way", "letter").with(user("paula").roles("PRIVACY")).with(csrf()).exchange();
    }

    private static String body(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
