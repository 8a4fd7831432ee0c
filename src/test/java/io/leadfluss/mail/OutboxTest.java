package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.Facts;
import io.leadfluss.mail.MailSettings.Dispatch;
import io.leadfluss.mail.MailSettings.Smtp;
import io.leadfluss.mail.MailSettings.Tls;
import io.leadfluss.mail.sender.ReturnPath;
import io.leadfluss.mail.sender.SenderProfiles;
import io.leadfluss.mail.sender.Signatures;
import io.leadfluss.mail.template.Templates;
import io.leadfluss.rules.LeadFilters;
import io.leadfluss.security.Tokens;
import io.leadfluss.tracking.Tracking;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Leads, orders and a relay that does what it is told, for the tests of the outbox. */
abstract class OutboxTest {

    @Autowired
    private ObjectProvider<Enclosures> enclosures;
    @Autowired Messages messages;
    @Autowired Clearance clearance;
    @Autowired Templates templates;
    @Autowired LeadFilters filters;
    @Autowired Outbox outbox;
    @Autowired Recalls recalls;
    @Autowired Pace pace;
    @Autowired Pauses pauses;
    @Autowired Doubts doubts;
    @Autowired Facts facts;
    @Autowired Consents consents;
    @Autowired Suppressions suppressions;
    @Autowired Tracking tracking;
    @Autowired Tokens tokens;
    @Autowired SenderProfiles profiles;
    @Autowired ReturnPath returnPath;
    @Autowired MailSettings settings;
    @Autowired MailSettings.Place place;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;

    ScriptedRelay relay;

    @BeforeEach
    void openRelay() throws IOException {
        update("DELETE FROM message WHERE state IN ('QUEUED', 'CLAIMED', 'SENDING')");
        relay = new ScriptedRelay();
        pace.forget();
    }

    @AfterEach
    void closeRelay() throws IOException {
        relay.close();
    }

    Clock writersClock() {
        return clock;
    }

    int dispatch() {
        return dispatcher(Tls.NONE, profiles).dispatchDue();
    }

    Dispatcher dispatcher(Tls tls, SenderProfiles senders) {
        return dispatcher(scripted(tls, settings.dispatch()), senders, messages, false);
    }

    Dispatcher dispatcher(MailSettings scripted, Messages rows, boolean workers) {
        return dispatcher(scripted, profiles, rows, workers);
    }

    private Dispatcher dispatcher(MailSettings scripted, SenderProfiles senders, Messages rows, boolean workers) {
        return dispatcher(scripted, senders, rows, workers, transactions);
    }

    Dispatcher dispatcher(PlatformTransactionManager onlyThese) {
        return dispatcher(scripted(Tls.NONE, settings.dispatch()), profiles, messages, false, onlyThese);
    }

    private Dispatcher dispatcher(MailSettings scripted, SenderProfiles senders, Messages rows, boolean workers, PlatformTransactionManager transactions) {
        MailWriter writer = new MailWriter(templates, filters, consents, tracking, tokens, senders, returnPath, new Signatures(senders),
                enclosures, place, writersClock());
        Results results = new Results(rows, facts, consents, transactions, scripted);
        Delivery delivery = new Delivery(rows, clearance, pauses, doubts, recalls, new BrokenMailings(pauses), pace, writer, results, transactions, clock,
                scripted);
        return new Dispatcher(delivery, new Relay(scripted), scripted, workers);
    }

    MailSettings withPoll(Duration poll) {
        Dispatch given = settings.dispatch();
        return scripted(Tls.NONE, new Dispatch(given.workers(), given.batch(), poll, given.lease(), given.attempts()));
    }

    MailSettings withBatch(int batch) {
        Dispatch given = settings.dispatch();
        return scripted(Tls.NONE, new Dispatch(given.workers(), batch, given.poll(), given.lease(), given.attempts()));
    }

    private MailSettings scripted(Tls tls, Dispatch dispatch) {
        return new MailSettings(new Smtp("127.0.0.1", relay.port(), null, null, tls, Duration.ofSeconds(2), Duration.ofSeconds(5), null), dispatch);
    }

    MailOrder advertising(long lead) {
        return MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, "aida-attention", later());
    }

    void assertStopped(long lead, String state, String reason) {
        long id = queue(lead, "aida-attention");

        dispatch();

        assertThat(state(id)).isEqualTo(state);
        assertThat(column(id, "reason")).isEqualTo(reason);
        assertThat(relay.journal()).isEmpty();
    }

    long queue(long lead, String mailing) {
        return queue(MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, mailing, later()));
    }

    long queue(MailOrder order) {
        assertThat(enqueue(order)).isTrue();
        return jdbc.sql("SELECT id FROM message WHERE source_key = ?").params(order.sourceKey()).query(Long.class).single();
    }

    boolean enqueue(MailOrder order) {
        return Boolean.TRUE.equals(new TransactionTemplate(transactions).execute(status -> outbox.enqueue(order)));
    }

    void update(String sql, Object... params) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> jdbc.sql(sql).params(params).update());
    }

    static String key() {
        return "test:" + UUID.randomUUID();
    }

    Instant later() {
        return clock.instant().plus(Duration.ofDays(3));
    }

    long subscriber(String behaviour) {
        long lead = lead(behaviour, true);
        grant(lead, Purpose.NEWSLETTER);
        return lead;
    }

    long lead(String behaviour, boolean confirmed) {
        long id = jdbc.sql("SELECT NEXT VALUE FOR lead_seq").query(Long.class).single();
        String email = behaviour + id + "@example.org";
        update("""
                INSERT INTO leads (id, version, email, email_key, salutation, first_name, last_name, language, time_zone, kind, origin, stage,
                  stage_since, created_at, confirmed_at, last_active_at)
                VALUES (?, 0, ?, ?, 'neutral', 'Erika', 'Muster', 'de', 'Europe/Berlin', 'B2B', 'DIRECT', 'LEAD', ?, ?, ?, ?)""",
                id, email, email, clock.instant(), clock.instant(), confirmed ? clock.instant() : null, clock.instant());
        return id;
    }

    void grant(long lead, Purpose purpose) {
        update("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, ?, 'GRANTED', 'CONSENT', ?)", lead, purpose.name(), clock.instant());
    }

    String account() {
        return account("rep");
    }

    String account(String behaviour) {
        String name = behaviour + "-" + UUID.randomUUID().toString().substring(0, 8);
        update("""
                INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at)
                VALUES (?, 'Ria Rep', ?, 'x', 'en', TRUE, ?)""", name, name + "@leadfluss.example", clock.instant());
        return name;
    }

    String address(long lead) {
        return jdbc.sql("SELECT email FROM leads WHERE id = ?").params(lead).query(String.class).single();
    }

    String state(long id) {
        return column(id, "state");
    }

    String column(long id, String column) {
        Map<String, Object> row = jdbc.sql("SELECT * FROM message WHERE id = ?").params(id).query().singleRow();
        return row.get(column) == null ? null : row.get(column).toString();
    }

    Instant nextTry(long id) {
        return jdbc.sql("SELECT next_try_at FROM message WHERE id = ?").params(id).query((row, n) -> row.getObject(1, Instant.class)).single();
    }
}
