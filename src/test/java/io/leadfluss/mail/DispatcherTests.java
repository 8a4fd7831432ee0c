package io.leadfluss.mail;

import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Purpose;
import io.leadfluss.mail.MailSettings.Tls;
import io.leadfluss.mail.ScriptedRelay.Arrived;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a mail, whatever the relay does to it. */
@JourneyTest
class DispatcherTests extends OutboxTest {

    @Test
    void sameOrderGoesOutOnce() {
        long lead = subscriber("ok");
        MailOrder order = MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, "aida-attention", later());

        assertThat(enqueue(order)).isTrue();
        assertThat(enqueue(order)).isFalse();
        dispatch();
        assertThat(enqueue(order)).isFalse();
        dispatch();

        assertThat(relay.arrivedFor(address(lead))).hasSize(1);
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
    void otherMailsToADomainThatPushesBackWaitWithoutATry() {
        long refused = queue(subscriber("close421"), "aida-attention");
        dispatch();
        long other = queue(subscriber("ok"), "aida-attention");
        long urgent = queue(MailOrder.toStaff(key(), lead("ok", true), account(), "enquiry-new", "1", later()));

        dispatch();

        assertThat(List.of(state(refused), state(other), state(urgent))).containsExactly("QUEUED", "QUEUED", "SENT");
        assertThat(column(other, "reason")).isEqualTo("slow-domain");
        assertThat(column(other, "attempts")).isEqualTo("0");
        assertThat(nextTry(other)).isAfter(clock.instant().plusSeconds(20));
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
        long id = queue(MailOrder.toStaff(key(), lead("ok", true), rep, "callback-new", "4711", later()));

        dispatch();

        assertThat(state(id)).isEqualTo("IN_DOUBT");
        List<Arrived> arrived = relay.arrivedFor(rep + "@leadfluss.example");
        assertThat(arrived).hasSize(2);
        assertThat(arrived.get(0).header("Message-ID")).isEqualTo(arrived.get(1).header("Message-ID"));
    }

    private MailOrder order(Stream stream) {
        long lead = lead("ok", true);
        return stream == Stream.STAFF ? MailOrder.toStaff(key(), lead, account(), "aida-action", "1", later())
                : MailOrder.advertising(key(), lead, Purpose.NEWSLETTER, "aida-action", later());
    }

    @ParameterizedTest
    @CsvSource({"MARKETING, IN_DOUBT", "STAFF, QUEUED"})
    void mailsOfADeadProgramAreFreed(Stream stream, String sending) {
        long claimed = queue(order(stream));
        long handed = queue(order(stream));
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

        dispatcher(Tls.REQUIRED, profiles).dispatchDue();

        assertThat(state(id)).isEqualTo("QUEUED");
        assertThat(relay.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void confirmationsOvertakeAdvertising() {
        long first = subscriber("ok");
        queue(first, "aida-attention");
        String rep = account();
        queue(MailOrder.toStaff(key(), first, rep, "enquiry-new", "1", later()));

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
    void nothingIsSentWithinATransaction() {
        assertThatIllegalStateException().isThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> dispatch()));
    }

    @Test
    void sendsByItselfAsSoonAsTheOrderIsCommitted() {
        MailSettings patient = withPoll(Duration.ofHours(1));
        Dispatcher dispatcher = dispatcher(patient, new Messages(jdbc, recalls, patient), true);
        dispatcher.start();
        try {
            long lead = subscriber("ok");

            new TransactionTemplate(transactions).executeWithoutResult(status -> new Outbox(jdbc, messages, dispatcher, doubts, clock).enqueue(advertising(lead)));

            await().until(() -> !relay.arrivedFor(address(lead)).isEmpty());
        } finally {
            dispatcher.stop();
        }
        assertThat(dispatcher.isRunning()).isFalse();
    }

    @Test
    void copiesOfTheProgramShareTheWork() {
        MailSettings small = withBatch(3);
        List<Dispatcher> copies = List.of(dispatcher(small, new Messages(jdbc, recalls, small), true), dispatcher(small, new Messages(jdbc, recalls, small), true));
        List<Long> leads = IntStream.range(0, 30).mapToObj(i -> subscriber("ok")).toList();
        leads.forEach(lead -> queue(lead, "aida-attention"));

        copies.forEach(Dispatcher::start);
        try {
            await().until(() -> jdbc.sql("SELECT COUNT(*) FROM message WHERE lead_id IN (:leads) AND state = 'SENT'").param("leads", leads)
                    .query(Integer.class).single() == leads.size());
        } finally {
            copies.forEach(Dispatcher::stop);
        }

        assertThat(relay.journal()).extracting(Arrived::recipient).doesNotHaveDuplicates().hasSize(leads.size());
    }
}
