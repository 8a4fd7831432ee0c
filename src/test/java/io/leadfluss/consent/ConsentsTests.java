package io.leadfluss.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.ConsentEvent.Kind;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class ConsentsTests {

    private static final Evidence EVIDENCE = new Evidence("newsletter", "f".repeat(64), "/f/newsletter", "203.0.113.9", "Test browser");
    private static final Evidence CONFIRMATION = new Evidence("newsletter", null, "/c", "203.0.113.10", "Other browser");

    @Autowired
    ApplicationContext context;
    @Autowired
    Consents consents;
    @Autowired
    ConsentLedger ledger;
    @Autowired
    Suppressions suppressions;
    @Autowired
    Leads leads;
    @Autowired
    JdbcClient jdbc;

    private LeadFixture fixture;
    private long lead;

    @BeforeEach
    void aLead() {
        fixture = LeadFixture.in(context);
        lead = fixture.lead();
    }

    @Test
    void allowsNothingBeforeTheConfirmation() {
        request(Purpose.NEWSLETTER);

        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isFalse();
        assertThat(leads.get(lead).isConfirmed()).isFalse();
    }

    @Test
    void allowsWhatWasConfirmedAndNothingElse() {
        confirm(request(Purpose.NEWSLETTER, Purpose.TRACKING));

        assertThat(consents.allowed(lead)).containsExactlyInAnyOrder(Purpose.NEWSLETTER, Purpose.TRACKING);
        assertThat(leads.get(lead).isConfirmed()).isTrue();
        assertThat(facts("ConsentConfirmed")).isOne();
        assertThat(facts("LeadConfirmed")).isOne();
    }

    @Test
    void provesEachDeclarationCompletely() {
        confirm(request(Purpose.NEWSLETTER));

        List<ConsentEvent> proof = ledger.of(lead);
        assertThat(proof).extracting(ConsentEvent::kind).containsExactly(Kind.DECLARED, Kind.CONFIRMED);
        ConsentEvent declared = proof.get(0);
        assertThat(declared.ip()).isEqualTo("203.0.113.9");
        assertThat(declared.form()).isEqualTo("newsletter");
        assertThat(declared.formVersion()).isEqualTo("f".repeat(64));
        ConsentEvent confirmed = proof.get(1);
        assertThat(confirmed.textHash()).isEqualTo(declared.textHash());
        assertThat(confirmed.ip()).isEqualTo("203.0.113.10");
        assertThat(confirmed.tokenHash()).hasSize(64);
        assertThat(confirmed.previousHash()).isEqualTo(declared.hash());
        assertThat(ledger.verify(lead)).isEmpty();
    }

    @Test
    void keepsTheOldWordingWhenANewOneIsUsed() {
        long first = request(Purpose.NEWSLETTER);
        confirm(first);
        consents.request(lead, "newsletter", "de", List.of(new Declaration(Purpose.NEWSLETTER, "de", "A new wording")), EVIDENCE);

        ConsentEvent old = ledger.of(lead).get(0);
        ConsentEvent next = ledger.of(lead).get(2);
        assertThat(next.textHash()).isNotEqualTo(old.textHash());
        assertThat(jdbc.sql("SELECT text FROM consent_text WHERE hash = :h").param("h", old.textHash()).query(String.class).single())
                .isEqualTo(text(Purpose.NEWSLETTER));
    }

    @Test
    void takesTheCheckMailIntoTheProof() {
        long request = request(Purpose.NEWSLETTER);

        consents.checkMailSent(request, "<1@leadfluss.example>", "Subject: Bitte bestätigen", "250 2.0.0 Ok: queued as 4711");

        ConsentEvent mailed = ledger.of(lead).get(1);
        assertThat(mailed.kind()).isEqualTo(Kind.MAILED);
        assertThat(mailed.mailMessageId()).isEqualTo("<1@leadfluss.example>");
        assertThat(mailed.mailCopy()).contains("Bitte bestätigen");
        assertThat(mailed.relayAnswer()).startsWith("250");
        assertThat(ledger.verify(lead)).isEmpty();
    }

    @Test
    void extendsTheOpenRequestInsteadOfAskingTwice() {
        long first = request(Purpose.NEWSLETTER);
        long second = request(Purpose.PHONE);

        assertThat(second).isEqualTo(first);
        assertThat(facts("ConsentRequested")).isOne();
        confirm(first);
        assertThat(consents.allowed(lead)).containsExactlyInAnyOrder(Purpose.NEWSLETTER, Purpose.PHONE);
    }

    @Test
    void refusesATokenThatIsUsedForeignOrExpired() {
        String used = consents.token(request(Purpose.NEWSLETTER));
        assertThat(consents.confirm(used, CONFIRMATION)).isPresent();
        assertThat(consents.confirm(used, CONFIRMATION)).isEmpty();
        assertThat(consents.confirm(used.substring(0, used.length() - 2) + "AA", CONFIRMATION)).isEmpty();

        long late = request(Purpose.PHONE);
        fixture.sql("UPDATE consent_request SET expires_at = created_at WHERE id = ?", late);
        assertThat(consents.confirm(consents.token(late), CONFIRMATION)).isEmpty();
        assertThat(consents.isOpen(late)).isFalse();
        assertThat(consents.allowed(lead)).containsExactly(Purpose.NEWSLETTER);
    }

    @Test
    void asksAnewAfterTheOldRequestExpired() {
        long late = request(Purpose.NEWSLETTER);
        fixture.sql("UPDATE consent_request SET expires_at = created_at WHERE id = ?", late);

        long next = request(Purpose.NEWSLETTER);

        assertThat(next).isNotEqualTo(late);
        assertThat(facts("ConsentRequested")).isEqualTo(2);
        assertThat(ledger.of(lead)).extracting(ConsentEvent::kind).containsExactly(Kind.DECLARED, Kind.EXPIRED, Kind.DECLARED);
    }

    @Test
    void storesOnlyTheHashOfTheToken() {
        String token = consents.token(request(Purpose.NEWSLETTER));

        assertThat(jdbc.sql("SELECT token_hash FROM consent_request WHERE lead_id = :lead").param("lead", lead).query(String.class).single())
                .hasSize(64).isNotEqualTo(token);
    }

    @Test
    void withdrawsAtOnceAndOnlyOnce() {
        confirm(request(Purpose.NEWSLETTER, Purpose.TRACKING));

        consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", CONFIRMATION);
        consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", CONFIRMATION);

        assertThat(consents.allowed(lead)).containsExactly(Purpose.TRACKING);
        assertThat(facts("LeadUnsubscribed")).isOne();
        assertThat(ledger.of(lead)).filteredOn(event -> event.kind() == Kind.WITHDRAWN).hasSize(1);
        assertThat(suppressions.suppressed(address(), Purpose.NEWSLETTER)).isTrue();
        assertThat(suppressions.suppressed(address(), Purpose.PHONE)).isFalse();
        assertThat(suppressions.suppressed(address(), null)).isFalse();
    }

    @Test
    void keepsTheObjectionOfSomebodyWhoNeverConsented() {
        consents.withdraw(lead, Purpose.NEWSLETTER, "staff", CONFIRMATION);

        assertThat(suppressions.suppressed(address(), Purpose.NEWSLETTER)).isTrue();
        assertThat(facts("LeadUnsubscribed")).isOne();
    }

    @Test
    void liftsTheBlockOfAPurposeByANewConfirmation() {
        confirm(request(Purpose.NEWSLETTER));
        consents.withdraw(lead, Purpose.NEWSLETTER, "preferences", CONFIRMATION);

        confirm(request(Purpose.NEWSLETTER));

        assertThat(suppressions.suppressed(address(), Purpose.NEWSLETTER)).isFalse();
        assertThat(consents.allows(lead, Purpose.NEWSLETTER)).isTrue();
        assertThat(facts("LeadConfirmed")).isOne();
        consents.withdraw(lead, Purpose.NEWSLETTER, "preferences", CONFIRMATION);
        assertThat(facts("LeadUnsubscribed")).isEqualTo(2);
    }

    @Test
    void blocksEveryMailWhenNoPurposeIsNamed() {
        suppressions.suppress(address(), null, "bounce");

        assertThat(suppressions.suppressed(address(), Purpose.NEWSLETTER)).isTrue();
        assertThat(suppressions.suppressed(address(), null)).isTrue();
        assertThat(suppressions.suppressed(List.of(address(), EmailAddress.parse("free@to.example")), Purpose.NEWSLETTER)).containsExactly(address());
    }

    @Test
    void tellsForManyLeadsAtOnceWhatTheyAllow() {
        confirm(request(Purpose.NEWSLETTER));
        long other = fixture.lead();

        assertThat(consents.allowed(List.of(lead, other))).containsEntry(lead, Set.of(Purpose.NEWSLETTER)).containsEntry(other, Set.of());
    }

    @Test
    void letsNobodyChangeTheProof() {
        confirm(request(Purpose.NEWSLETTER));

        assertThatThrownBy(() -> fixture.sql("UPDATE consent_event SET ip = '1.2.3.4' WHERE lead_id = ?", lead))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void noticesAnEventThatWasRemovedOrReplaced() {
        confirm(request(Purpose.NEWSLETTER, Purpose.TRACKING));
        List<ConsentEvent> proof = ledger.of(lead);
        assertThat(ledger.verify(lead)).isEmpty();

        fixture.sql("DELETE FROM consent_event WHERE id = ?", proof.get(1).id());

        assertThat(ledger.verify(lead)).map(ConsentEvent::id).contains(proof.get(2).id());
    }

    @Test
    void noticesAWordingThatWasChanged() {
        confirm(request(Purpose.NEWSLETTER));
        ConsentEvent last = ledger.of(lead).get(1);

        fixture.sql("UPDATE consent_text SET text = 'Forged' WHERE hash = ?", last.textHash());
        assertThat(ledger.verify(lead)).map(ConsentEvent::id).contains(ledger.of(lead).get(0).id());
        fixture.sql("UPDATE consent_text SET text = ? WHERE hash = ?", text(Purpose.NEWSLETTER), last.textHash());
        assertThat(ledger.verify(lead)).isEmpty();
    }

    @Test
    void letsOneOfManyConfirmationsAtOnceAct() throws Exception {
        String token = consents.token(request(Purpose.NEWSLETTER, Purpose.TRACKING));

        List<Optional<Long>> answers = atOnce(8, () -> consents.confirm(token, CONFIRMATION));

        assertThat(answers.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(facts("LeadConfirmed")).isOne();
        assertThat(ledger.verify(lead)).isEmpty();
        assertThat(ledger.of(lead)).filteredOn(event -> event.kind() == Kind.CONFIRMED).hasSize(2);
    }

    @Test
    void keepsOneChainHoweverManyDeclareAtOnce() throws Exception {
        atOnce(8, () -> request(Purpose.NEWSLETTER));

        assertThat(facts("ConsentRequested")).isOne();
        assertThat(ledger.of(lead)).hasSize(8);
        assertThat(ledger.verify(lead)).isEmpty();
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(Collections.nCopies(times, work))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private long request(Purpose... purposes) {
        List<Declaration> declarations = Arrays.stream(purposes).map(purpose -> new Declaration(purpose, "de", text(purpose))).toList();
        return consents.request(lead, "newsletter", "de", declarations, EVIDENCE);
    }

    private void confirm(long request) {
        assertThat(consents.confirm(consents.token(request), CONFIRMATION)).contains(request);
    }

    private static String text(Purpose purpose) {
        return "Ja zu " + purpose.key();
    }

    private EmailAddress address() {
        return leads.get(lead).address();
    }

    private long facts(String kind) {
        return jdbc.sql("SELECT COUNT(*) FROM fact WHERE lead_id = :lead AND kind = :kind").param("lead", lead).param("kind", kind)
                .query(Long.class).single();
    }
}
