package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.Facts;
import io.leadfluss.mail.MailSettings.Smtp;
import io.leadfluss.mail.MailSettings.Tls;
import io.leadfluss.mail.ScriptedRelay.Arrived;
import io.leadfluss.security.Tokens;
import io.leadfluss.tracking.Tracking;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a mail, whatever the relay does to it. */
@JourneyTest
class DispatcherTests {

    @Autowired private Messages messages;
    @Autowired private Clearance clearance;
    @Autowired private Templates templates;
    @Autowired private Outbox outbox;
    @Autowired private Facts facts;
    @Autowired private Consents consents;
    @Autowired private Suppressions suppressions;
    @Autowired private Tracking tracking;
    @Autowired private Tokens tokens;
    @Autowired private MailSettings settings;
    @Autowired private MailSettings.Place place;
    @Autowired private PlatformTransactionManager transactions;
    @Autowired private JdbcClient jdbc;
    @Autowired private Clock clock;

    private ScriptedRelay relay;

    @BeforeEach
    void openRelay() throws IOException {
        update("DELETE FROM message WHERE state IN ('QUEUED', 'CLAIMED', 'SENDING')");
        relay = new ScriptedRelay();
    }

    @AfterEach
    void closeRelay() throws IOException {
        relay.close();
    }

    @Test
    void advertisingCarriesAllThatTheLawWants() throws Exception {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");

        assertThat(dispatch()).isEqualTo(1);

        Arrived mail = relay.arrivedFor(address(lead)).get(0);
        String unsubscribe = place.base() + "/u/" + tokens.issue("unsubscribe", lead, id);
        assertThat(mail.header("List-Unsubscribe")).startsWith("<" + unsubscribe + ">, <mailto:hallo@leadfluss.example?subject=unsubscribe%20");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.header("Message-ID")).isEqualTo(column(id, "message_id")).endsWith("@leadfluss.example>");
        assertThat(mail.header("Auto-Submitted")).isNull();
        assertThat(mail.header("Date")).isNotNull();
        assertThat(mail.header("Reply-To")).isEqualTo("hallo@leadfluss.example");
        assertThat(mail.header("From")).contains("Leadfluss Demo GmbH", "<hallo@leadfluss.example>");
        assertThat(mail.header("Content-Type")).startsWith("multipart/");
        assertThat(state(id)).isEqualTo("SENT");
        assertThat(column(id, "relay_answer")).contains("250 2.0.0 queued");
        assertThat(column(id, "template_version")).hasSize(12);
        assertThat(column(id, "language")).isEqualTo("de");
        assertThat(facts.exists(lead, "MailSent", "aida-attention")).isTrue();
    }

    @Test
    void checkMailCarriesNoneOfItAndEntersTheProof() {
        long lead = lead("ok", false);
        long request = new TransactionTemplate(transactions).execute(status -> consents.request(lead, "newsletter", "de",
                List.of(new Declaration(Purpose.NEWSLETTER, "de", "Ja, gerne.")), new Evidence("newsletter", null, null, "127.0.0.1", "test")));
        update("DELETE FROM message WHERE lead_id = ?", lead);
        long id = queue(new MailOrder(key(), lead, null, Stream.OPT_IN, null, "confirmation", Long.toString(request), later()));

        dispatch();

        Arrived mail = relay.arrivedFor(address(lead)).get(0);
        assertThat(mail.header("List-Unsubscribe")).isNull();
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.content()).doesNotContain("Erika");
        assertThat(jdbc.sql("SELECT mail_copy FROM consent_event WHERE lead_id = ? AND kind = 'MAILED'").params(lead).query(String.class).single())
                .contains("/c/" + consents.token(request), column(id, "message_id"));
    }

    @Test
    void mailToTheStaffLeadsToTheTaskAndIsNoFact() {
        long lead = lead("ok", false);
        String rep = account();
        long id = queue(new MailOrder(key(), lead, rep, Stream.STAFF, null, "handover-new", "4711-instance", later()));

        dispatch();

        Arrived mail = relay.arrivedFor(rep + "@leadfluss.example").get(0);
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Subject")).isEqualTo("New lead for you: Erika Muster");
        assertThat(mail.content().replace("=\n", "")).contains(place.base() + "/app/handovers/4711-instance");
        assertThat(state(id)).isEqualTo("SENT");
        assertThat(facts.of(lead, 10)).isEmpty();
    }

    @Test
    void sameOrderGoesOutOnce() {
        long lead = subscriber("ok");
        MailOrder order = new MailOrder(key(), lead, null, Stream.MARKETING, Purpose.NEWSLETTER, "aida-attention", null, later());

        assertThat(enqueue(order)).isTrue();
        assertThat(enqueue(order)).isFalse();
        dispatch();
        assertThat(enqueue(order)).isFalse();
        dispatch();

        assertThat(relay.arrivedFor(address(lead))).hasSize(1);
    }

    @Test
    void nothingGoesToALeadThatDidNotConfirm() {
        long lead = lead("ok", false);
        grant(lead, Purpose.NEWSLETTER);

        assertStopped(lead, "SUPPRESSED", "unconfirmed");
    }

    @Test
    void nothingGoesOutWithoutConsent() {
        assertStopped(lead("ok", true), "SUPPRESSED", "no-consent");
    }

    @Test
    void nothingGoesToABlockedAddress() {
        long lead = subscriber("ok");
        suppressions.suppress(EmailAddress.parse(address(lead)), null, "complaint");

        assertStopped(lead, "SUPPRESSED", "blocked");
    }

    @Test
    void nothingGoesOutTooLate() {
        long lead = subscriber("ok");
        long id = queue(new MailOrder(key(), lead, null, Stream.MARKETING, Purpose.NEWSLETTER, "aida-attention", null,
                clock.instant().minusSeconds(60)));

        dispatch();

        assertThat(state(id)).isEqualTo("EXPIRED");
        assertThat(relay.journal()).isEmpty();
    }

    @Test
    void nothingGoesToALeadThatWasErased() {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        update("DELETE FROM leads WHERE id = ?", lead);

        dispatch();

        assertThat(state(id)).isEqualTo("SUPPRESSED");
        assertThat(relay.journal()).isEmpty();
    }

    @Test
    void closedRequestIsNotAskedAgain() {
        long lead = lead("ok", false);
        long id = queue(new MailOrder(key(), lead, null, Stream.OPT_IN, null, "confirmation", "999999999", later()));

        dispatch();

        assertThat(state(id)).isEqualTo("SUPPRESSED");
        assertThat(column(id, "reason")).isEqualTo("request-closed");
    }

    @Test
    void unsubscribingTakesBackEvenWhatAWorkerAlreadyHolds() {
        long lead = subscriber("ok");
        long id = queue(lead, "aida-attention");
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(status -> {
            messages.lockDue(Set.of(Stream.MARKETING), clock.instant(), 10);
            messages.claim(List.of(id));
        });

        transaction.executeWithoutResult(status -> consents.withdraw(lead, Purpose.NEWSLETTER, "one-click",
                new Evidence(null, null, null, "127.0.0.1", "test")));

        Rendered mail = new Rendered("x", "x", "x", "de", "x");
        Boolean sending = transaction.execute(status -> messages.sending(id, mail, "<x@y>"));
        assertThat(sending).isFalse();
        assertThat(state(id)).isEqualTo("SUPPRESSED");
        assertThat(column(id, "reason")).isEqualTo("withdrawn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rcpt450", "dot451", "break-before", "close421"})
    void putOffMailIsTriedLater(String behaviour) {
        long lead = subscriber(behaviour);
        long id = queue(lead, "aida-attention");

        assertThat(dispatch()).isZero();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(column(id, "attempts")).isEqualTo("1");
        assertThat(nextTry(id)).isAfter(clock.instant().plusSeconds(50));
        assertThat(facts.of(lead, 10)).isEmpty();
    }

    @Test
    void mailThatIsAlwaysPutOffFails() {
        long lead = subscriber("rcpt450");
        long id = queue(lead, "aida-attention");
        update("UPDATE message SET attempts = 9 WHERE id = ?", id);

        dispatch();

        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(facts.exists(lead, "MailFailed", "aida-attention")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rcpt550, 5.1.1 no such user", "dot554, 5.7.1 not wanted"})
    void refusedMailFailsForGood(String behaviour, String reason) {
        long lead = subscriber(behaviour);
        long id = queue(lead, "aida-attention");

        dispatch();

        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(column(id, "reason")).contains(reason);
        assertThat(facts.exists(lead, "MailFailed", "aida-attention")).isTrue();
    }

    @Test
    void oneRefusedMailTouchesNoOther() {
        long refused = queue(subscriber("rcpt550"), "aida-attention");
        long broken = queue(subscriber("break-before"), "aida-attention");
        long fine = queue(subscriber("ok"), "aida-attention");

        dispatch();

        assertThat(List.of(state(refused), state(broken), state(fine))).containsExactly("FAILED", "QUEUED", "SENT");
    }

    @Test
    void advertisingThatMayHaveArrivedIsNotSentAgain() {
        long lead = subscriber("break-after");
        long id = queue(lead, "aida-attention");

        dispatch();
        dispatch();

        assertThat(state(id)).isEqualTo("IN_DOUBT");
        assertThat(relay.arrivedFor(address(lead))).hasSize(1);
    }

    @Test
    void mailToTheStaffThatMayHaveArrivedIsSentOnceMoreUnderTheSameId() {
        String rep = account("break-after");
        long id = queue(new MailOrder(key(), lead("ok", true), rep, Stream.STAFF, null, "callback-new", "4711", later()));

        dispatch();

        assertThat(state(id)).isEqualTo("IN_DOUBT");
        List<Arrived> arrived = relay.arrivedFor(rep + "@leadfluss.example");
        assertThat(arrived).hasSize(2);
        assertThat(arrived.get(0).header("Message-ID")).isEqualTo(arrived.get(1).header("Message-ID"));
    }

    @ParameterizedTest
    @CsvSource({"MARKETING, IN_DOUBT", "STAFF, QUEUED"})
    void mailsOfADeadProgramAreFreed(Stream stream, String sending) {
        String rep = stream == Stream.STAFF ? account() : null;
        Purpose purpose = stream == Stream.STAFF ? null : Purpose.NEWSLETTER;
        long claimed = queue(new MailOrder(key(), lead("ok", true), rep, stream, purpose, "aida-action", "1", later()));
        long handed = queue(new MailOrder(key(), lead("ok", true), rep, stream, purpose, "aida-action", "1", later()));
        update("UPDATE message SET state = 'CLAIMED', lease_owner = 'dead', lease_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?", claimed);
        update("UPDATE message SET state = 'SENDING', lease_owner = 'dead', lease_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?", handed);

        new TransactionTemplate(transactions).executeWithoutResult(status -> messages.freeOverdue());

        assertThat(state(claimed)).isEqualTo("QUEUED");
        assertThat(state(handed)).isEqualTo(sending);
        assertThat(column(handed, "doubts")).isEqualTo("1");
    }

    @Test
    void mailsOfALivingProgramAreLeftAlone() {
        long id = queue(subscriber("ok"), "aida-attention");
        update("UPDATE message SET state = 'SENDING', lease_owner = 'other', lease_until = UTC_TIMESTAMP(3) + INTERVAL 9 SECOND WHERE id = ?", id);

        dispatch();

        assertThat(state(id)).isEqualTo("SENDING");
        assertThat(relay.journal()).isEmpty();
    }

    @Test
    void mailsWaitForALostRelayWithoutCountingATry() throws IOException {
        long id = queue(subscriber("ok"), "aida-attention");
        relay.close();

        assertThat(dispatch()).isZero();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(column(id, "attempts")).isEqualTo("0");
        assertThat(column(id, "reason")).startsWith("no connection to 127.0.0.1");
    }

    @Test
    void relayThatRefusesOurSenderIsNoFaultOfTheRecipients() {
        long id = queue(subscriber("ok"), "aida-attention");
        relay.answerSender("550 5.7.1 who are you");

        dispatch();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(column(id, "reason")).contains("who are you");
    }

    @Test
    void relayWithoutTlsGetsNothingWhenTlsIsRequired() {
        long id = queue(subscriber("ok"), "aida-attention");

        dispatcher(Tls.REQUIRED, settings.sender()).dispatchDue();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(relay.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void confirmationsOvertakeAdvertising() {
        long first = subscriber("ok");
        queue(first, "aida-attention");
        String rep = account();
        queue(new MailOrder(key(), first, rep, Stream.STAFF, null, "enquiry-new", "1", later()));

        dispatch();

        assertThat(relay.journal()).extracting(Arrived::recipient).containsExactly(rep + "@leadfluss.example", address(first));
    }

    @Test
    void manyMailsShareOneConnection() {
        for (int i = 0; i < 5; i++) {
            queue(subscriber("ok"), "aida-attention");
        }

        assertThat(dispatch()).isEqualTo(5);

        assertThat(relay.connections()).isEqualTo(1);
    }

    @Test
    void hostileNameStaysAName() throws Exception {
        long lead = subscriber("ok");
        update("UPDATE leads SET first_name = ?, last_name = ? WHERE id = ?", "\"Evil\" <x@evil.example>, ", "Max\r\nBcc: victim@evil.example\r\nRCPT TO:<victim@evil.example>", lead);
        queue(lead, "aida-attention");

        dispatch();

        Arrived mail = relay.arrivedFor(address(lead)).get(0);
        MimeMessage parsed = new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.content().getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) parsed.getAllRecipients()[0]).getAddress()).isEqualTo(address(lead));
        assertThat(parsed.getHeader("Bcc")).isNull();
        assertThat(relay.commands().stream().filter(command -> command.startsWith("RCPT"))).hasSize(1);
        assertThat(mail.content()).doesNotContain("victim@").doesNotContain("x@evil");
    }

    @Test
    void internationalAddressNeedsARelayThatTakesIt() {
        long lead = subscriber("grüße");
        long id = queue(lead, "aida-attention");

        dispatch();

        assertThat(state(id)).isEqualTo("FAILED");
        assertThat(column(id, "reason")).contains("SMTPUTF8");
    }

    @Test
    void internationalAddressGoesToARelayThatTakesIt() {
        relay.takeInternational();
        long lead = subscriber("grüße");
        queue(lead, "aida-attention");
        long plain = subscriber("ok");
        queue(plain, "aida-attention");

        dispatch();

        assertThat(relay.arrivedFor(address(lead))).hasSize(1);
        assertThat(relay.commands()).anyMatch(command -> command.startsWith("MAIL") && command.contains("SMTPUTF8"))
                .anyMatch(command -> command.startsWith("MAIL") && !command.contains("SMTPUTF8"));
    }

    @Test
    void onlyLeadsThatAllowedItAreTracked() {
        long watched = subscriber("ok");
        grant(watched, Purpose.TRACKING);
        long unwatched = subscriber("ok");
        queue(watched, "aida-attention");
        queue(unwatched, "aida-attention");

        dispatch();

        String tracked = relay.arrivedFor(address(watched)).get(0).content().replace("=\n", "");
        String untracked = relay.arrivedFor(address(unwatched)).get(0).content().replace("=\n", "");
        assertThat(tracked).contains(place.base() + "/l/", place.base() + "/o/");
        assertThat(untracked).doesNotContain(place.base() + "/l/").doesNotContain("<img").contains(place.base() + "/f/whitepaper");
    }

    @Test
    void advertisingWithoutACompleteImprintIsParkedAndSaysWhatIsMissing() {
        long id = queue(subscriber("ok"), "aida-attention");
        MailSettings.Sender whole = settings.sender();

        dispatcher(Tls.NONE, new MailSettings.Sender(whole.company(), whole.legalForm(), whole.representative(), "", whole.city(), null,
                whole.email(), whole.phone(), whole.registerCourt(), whole.registerNumber(), null, null, null, null)).dispatchDue();

        assertThat(state(id)).isEqualTo("PARKED");
        assertThat(column(id, "reason")).contains("leadfluss.mail.sender.street", "leadfluss.mail.sender.vat-id").doesNotContain("sender.city");
    }

    @Test
    void unknownMailingIsParkedAndStopsNoOther() {
        long parked = queue(subscriber("ok"), "no-such-mailing");
        long fine = queue(subscriber("ok"), "aida-attention");

        dispatch();

        assertThat(state(parked)).isEqualTo("PARKED");
        assertThat(column(parked, "reason")).contains("templates/no-such-mailing/de.ftlh");
        assertThat(state(fine)).isEqualTo("SENT");
    }

    @Test
    void checkMailAsAdvertisingOrTheOtherWayRoundIsRefused() {
        long id = queue(subscriber("ok"), "handover-new");

        dispatch();

        assertThat(state(id)).isEqualTo("PARKED");
    }

    @Test
    void nothingIsSentWithinATransaction() {
        assertThatIllegalStateException().isThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> dispatch()));
    }

    private int dispatch() {
        return dispatcher(Tls.NONE, settings.sender()).dispatchDue();
    }

    private Dispatcher dispatcher(Tls tls, MailSettings.Sender sender) {
        MailSettings scripted = new MailSettings(new Smtp("127.0.0.1", relay.port(), null, null, tls, Duration.ofSeconds(2), Duration.ofSeconds(5)),
                sender, settings.dispatch(), settings.render());
        MailWriter writer = new MailWriter(templates, consents, tracking, tokens, scripted, place, clock);
        Delivery delivery = new Delivery(messages, clearance, writer, facts, consents, transactions, clock, scripted);
        return new Dispatcher(delivery, new Relay(scripted), scripted, false);
    }

    private void assertStopped(long lead, String state, String reason) {
        long id = queue(lead, "aida-attention");

        dispatch();

        assertThat(state(id)).isEqualTo(state);
        assertThat(column(id, "reason")).isEqualTo(reason);
        assertThat(relay.journal()).isEmpty();
    }

    private long queue(long lead, String mailing) {
        return queue(new MailOrder(key(), lead, null, Stream.MARKETING, Purpose.NEWSLETTER, mailing, null, later()));
    }

    private long queue(MailOrder order) {
        assertThat(enqueue(order)).isTrue();
        return jdbc.sql("SELECT id FROM message WHERE source_key = ?").params(order.sourceKey()).query(Long.class).single();
    }

    private boolean enqueue(MailOrder order) {
        return Boolean.TRUE.equals(new TransactionTemplate(transactions).execute(status -> outbox.enqueue(order)));
    }

    private void update(String sql, Object... params) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> jdbc.sql(sql).params(params).update());
    }

    private static String key() {
        return "test:" + UUID.randomUUID();
    }

    private Instant later() {
        return clock.instant().plus(Duration.ofDays(3));
    }

    private long subscriber(String behaviour) {
        long lead = lead(behaviour, true);
        grant(lead, Purpose.NEWSLETTER);
        return lead;
    }

    private long lead(String behaviour, boolean confirmed) {
        long id = jdbc.sql("SELECT NEXT VALUE FOR lead_seq").query(Long.class).single();
        String email = behaviour + id + "@example.org";
        update("""
                INSERT INTO leads (id, version, email, email_key, salutation, first_name, last_name, language, time_zone, kind, origin, stage,
                  stage_since, created_at, confirmed_at, last_active_at)
                VALUES (?, 0, ?, ?, 'neutral', 'Erika', 'Muster', 'de', 'Europe/Berlin', 'B2B', 'DIRECT', 'LEAD', ?, ?, ?, ?)""",
                id, email, email, clock.instant(), clock.instant(), confirmed ? clock.instant() : null, clock.instant());
        return id;
    }

    private void grant(long lead, Purpose purpose) {
        update("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, ?, 'GRANTED', 'CONSENT', ?)", lead, purpose.name(), clock.instant());
    }

    private String account() {
        return account("rep");
    }

    private String account(String behaviour) {
        String name = behaviour + "-" + UUID.randomUUID().toString().substring(0, 8);
        update("""
                INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at)
                VALUES (?, 'Ria Rep', ?, 'x', 'en', TRUE, ?)""", name, name + "@leadfluss.example", clock.instant());
        return name;
    }

    private String address(long lead) {
        return jdbc.sql("SELECT email FROM leads WHERE id = ?").params(lead).query(String.class).single();
    }

    private String state(long id) {
        return column(id, "state");
    }

    private String column(long id, String column) {
        Map<String, Object> row = jdbc.sql("SELECT * FROM message WHERE id = ?").params(id).query().singleRow();
        return row.get(column) == null ? null : row.get(column).toString();
    }

    private Instant nextTry(long id) {
        return jdbc.sql("SELECT next_try_at FROM message WHERE id = ?").params(id).query((row, n) -> row.getObject(1, Instant.class)).single();
    }
}
