package io.leadfluss.mail.inbound;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import io.leadfluss.mail.Pauses;
import io.leadfluss.mail.Pauses.Scope;
import io.leadfluss.mail.sender.ReturnPath;
import io.leadfluss.security.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails that went out, and mails that come back, for the tests of what follows. */
abstract class InboundTest {

    @Autowired InboundWorker worker;
    @Autowired InboundMails mails;
    @Autowired Suppressions suppressions;
    @Autowired Consents consents;
    @Autowired Leads leads;
    @Autowired Facts facts;
    @Autowired Pauses pauses;
    @Autowired Tokens tokens;
    @Autowired ReturnPath returnPath;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired ApplicationContext context;

    LeadFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = LeadFixture.in(context);
    }

    /** A mail of ours to a lead of its own that wants advertising. */
    record Sent(long id, long lead, String messageId, String mailing) {
    }

    Sent sent(String mailing) {
        return sent(subscriber(), mailing, "MARKETING", "SENT", clock.instant());
    }

    Sent sent(long lead, String mailing, String stream, String state, Instant at) {
        long id = jdbc.sql("SELECT NEXT VALUE FOR message_seq").query(Long.class).single();
        String messageId = "<" + id + ".test@leadfluss.example>";
        fixture.sql("""
                INSERT INTO message (id, lead_id, stream, purpose, mailing, source_key, message_id, state, attempts, doubts, queued_at, next_try_at,
                  not_after, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?)""", id, lead, stream,
                stream.equals("MARKETING") ? "NEWSLETTER" : null, mailing, "test:" + id, messageId, state, at, at,
                        at.plus(Duration.ofDays(3)),
                state.equals("SENT") ? at : null);
        return new Sent(id, lead, messageId, mailing);
    }

    long subscriber() {
        long lead = fixture.confirmedLead();
        for (Purpose purpose : new Purpose[] {Purpose.NEWSLETTER, Purpose.TRACKING}) {
            fixture.sql("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, ?, 'GRANTED', 'CONSENT', ?)", lead,
                    purpose.name(), clock.instant());
        }
        return lead;
    }

    String email(long lead) {
        return leads.get(lead).address().toString();
    }

    /** The sample as it comes back for this mail, with its tokens. */
    String sample(String name, Sent sent) {
        return Samples.source(name).replace("b+VERPTOKEN@bounce.leadfluss.example", returnPath.of(sent.id()))
                .replace("UNSUBTOKENUNSUBTOKENUNSUBTOKEN", leaving(sent)).replace("UNSUBTOKEN", leaving(sent))
                .replace("<4711.mb2x@leadfluss.example>", sent.messageId())
                .replace("From: Erika Muster <erika.muster@firma.example>", "From: Erika Muster <" + email(sent.lead()) + ">");
    }

    String leaving(Sent sent) {
        return tokens.issue("unsubscribe", sent.lead(), sent.id());
    }

    /** The mail comes in and is dealt with; returns its row. */
    long arrives(String source) {
        byte[] bytes = (source + "X-Test: " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        mails.take(bytes, clock.instant());
        worker.lookNow();
        return jdbc.sql("SELECT id FROM inbound_mail WHERE hash = ?").params(Tokens.sha256(new String(bytes, StandardCharsets.ISO_8859_1)))
                .query(Long.class).single();
    }

    String column(long mail, String name) {
        Map<String, Object> row = jdbc.sql("SELECT * FROM inbound_mail WHERE id = ?").params(mail).query().singleRow();
        return row.get(name) == null ? null : row.get(name).toString();
    }

    String outcome(Sent sent) {
        return jdbc.sql("SELECT outcome FROM mail_return WHERE message_id = ?").params(sent.id()).query(String.class).optional()
                .orElse(null);
    }

    boolean blocked(long lead) {
        return suppressions.suppressed(leads.get(lead).address(), null);
    }

    boolean advertisingBlocked(long lead) {
        return suppressions.suppressed(leads.get(lead).address(), Purpose.NEWSLETTER);
    }

    boolean held(String mailing) {
        return pauses.isPaused(Scope.MAILING, mailing);
    }

    /** Of its own, so that no other test's mails are counted with it. */
    static String mailing() {
        return "m-" + UUID.randomUUID().toString().substring(0, 13);
    }
}
