package io.leadfluss.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Suppressions;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import io.leadfluss.mail.Dispatcher;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import io.leadfluss.mail.inbound.InboundWorker;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole way round: a mail goes out by SMTP, its answer comes back by IMAP, and has its consequence. */
@JourneyTest
class AnswersTests {

    @Autowired private MockMvc web;
    @Autowired private Inbox inbox;
    @Autowired private Outbox outbox;
    @Autowired private Dispatcher dispatcher;
    @Autowired private InboundWorker worker;
    @Autowired private Suppressions suppressions;
    @Autowired private Leads leads;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JdbcClient jdbc;
    @Autowired private Clock clock;
    @Autowired private ApplicationContext context;

    @ParameterizedTest
    @CsvSource({"GONE, BOUNCE, DONE", "FULL, BOUNCE, DONE", "SPAM, COMPLAINT, DONE", "AWAY, AUTO, DONE", "STOP, STOP, OPEN", "REPLY, REPLY, OPEN"})
    void comesBackToTheMailItAnswers(Answer answer, String kind, String state) throws Exception {
        LeadFixture fixture = LeadFixture.in(context);
        long lead = fixture.confirmedLead();
        fixture.sql("INSERT INTO consent (lead_id, purpose, state, basis, since) VALUES (?, 'NEWSLETTER', 'GRANTED', 'CONSENT', ?)", lead, clock.instant());
        String key = "answer:" + UUID.randomUUID();
        transaction.executeWithoutResult(status -> outbox.enqueue(
                MailOrder.advertising(key, lead, Purpose.NEWSLETTER, "aida-attention", clock.instant().plus(Duration.ofDays(1)))));
        dispatcher.dispatchDue();
        String mail = inbox.list(leads.get(lead).address().toString(), 0, 1).get(0).id();

        web.perform(post("/demo/inbox/" + mail + "/answer").param("answer", answer.name()).with(csrf()).with(request -> {
            request.setRemoteAddr("127.0.0.1");
            return request;
        }));
        worker.lookNow();

        long message = jdbc.sql("SELECT id FROM message WHERE source_key = ?").params(key).query(Long.class).single();
        assertThat(jdbc.sql("SELECT CONCAT(kind, ' ', state) FROM inbound_mail WHERE message_id = ?").params(message).query(String.class).single())
                .isEqualTo(kind + " " + state);
        assertThat(suppressions.suppressed(leads.get(lead).address(), null)).isEqualTo(answer == Answer.GONE);
    }
}
