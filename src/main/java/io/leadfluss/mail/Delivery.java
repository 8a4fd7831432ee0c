package io.leadfluss.mail;

import io.leadfluss.consent.Consents;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.mail.Clearance.Cleared;
import io.leadfluss.mail.Clearance.Stopped;
import io.leadfluss.mail.Clearance.Verdict;
import io.leadfluss.mail.MailSettings.Dispatch;
import io.leadfluss.mail.MailWriter.Written;
import io.leadfluss.mail.RelayAnswer.Outcome;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a batch of due mails and hands them to the relay, one by one; what became of each is committed before the next is touched. */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final List<Duration> BACK_OFF = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(8));
    private static final int TRIES_TO_RECORD = 3;

    private final Messages messages;
    private final Clearance clearance;
    private final MailWriter writer;
    private final Facts facts;
    private final Consents consents;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Dispatch settings;
    /** The mails that the workers of this program hold: only for these may a lease be renewed. */
    private final Set<Long> held = ConcurrentHashMap.newKeySet();

    Delivery(Messages messages, Clearance clearance, MailWriter writer, Facts facts, Consents consents, PlatformTransactionManager transactions,
            Clock clock, MailSettings settings) {
        this.messages = messages;
        this.clearance = clearance;
        this.writer = writer;
        this.facts = facts;
        this.consents = consents;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.settings = settings.dispatch();
    }

    /**
     * What one batch came to.
     *
     * @param found mails that were due
     * @param accepted mails that the relay has taken
     * @param relayLost whether it ended because no relay would take any mail
     */
    record Round(int found, int accepted, boolean relayLost) {
    }

    /** Sends one batch of these streams, or as much of it as it may go on with. */
    Round round(Set<Stream> streams, Relay.Connection connection, BooleanSupplier goOn) {
        Verdict batch = transaction.execute(status -> take(streams));
        List<Cleared> cleared = batch.cleared();
        int found = cleared.size() + batch.stopped().values().stream().mapToInt(List::size).sum();
        int accepted = 0;
        try {
            for (int i = 0; i < cleared.size(); i++) {
                Optional<RelayAnswer> noRelay = goOn.getAsBoolean() ? connection.open() : Optional.of(new RelayAnswer(Outcome.NO_RELAY, null));
                RelayAnswer answer = noRelay.isPresent() ? noRelay.get() : send(cleared.get(i), connection);
                if (answer.outcome() == Outcome.NO_RELAY) {
                    List<Long> rest = cleared.subList(i, cleared.size()).stream().map(each -> each.message().id()).toList();
                    transaction.executeWithoutResult(status -> messages.giveBack(rest, answer.text().isEmpty() ? null : answer.text()));
                    return new Round(found, accepted, true);
                }
                held.remove(cleared.get(i).message().id());
                accepted += answer.outcome() == Outcome.ACCEPTED ? 1 : 0;
            }
            return new Round(found, accepted, false);
        } finally {
            cleared.forEach(each -> held.remove(each.message().id()));
        }
    }

    /** To be called well within the time of a lease: renews ours, and frees the mails of a copy of the program that died. */
    void keepUp() {
        transaction.executeWithoutResult(status -> {
            messages.keepLeases(held);
            messages.freeOverdue();
        });
    }

    private Verdict take(Set<Stream> streams) {
        Instant now = clock.instant();
        List<Message> due = messages.lockDue(streams, now, settings.batch());
        if (due.isEmpty()) {
            return Verdict.NOTHING;
        }
        Verdict verdict = clearance.judge(due, now);
        verdict.stopped().forEach((stopped, stoppedMessages) -> drop(stopped, stoppedMessages));
        List<Long> ids = verdict.cleared().stream().map(cleared -> cleared.message().id()).toList();
        messages.claim(ids);
        held.addAll(ids);
        return verdict;
    }

    private void drop(Stopped stopped, List<Message> dropped) {
        messages.drop(dropped.stream().map(Message::id).toList(), stopped.state(), stopped.reason());
        if (stopped.state() == MessageState.FAILED) {
            dropped.forEach(message -> recordFailure(message));
        }
    }

    private RelayAnswer send(Cleared cleared, Relay.Connection connection) {
        Message message = cleared.message();
        Written mail;
        MimeMessage mime;
        try {
            mail = writer.write(cleared);
            mime = connection.compose(mail.email());
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("Mail {} of {} is parked: {}", message.id(), message.mailing(), e.getMessage());
            transaction.executeWithoutResult(status -> messages.end(message.id(), MessageState.PARKED, e.getMessage()));
            return new RelayAnswer(Outcome.REFUSED, "parked");
        }
        boolean ours = Boolean.TRUE.equals(transaction.execute(status -> messages.sending(message.id(), mail.rendered(), mail.messageId())));
        if (!ours) {
            return new RelayAnswer(Outcome.REFUSED, "withdrawn");
        }
        RelayAnswer answer = connection.send(mime);
        settle(message, mail, answer);
        return answer;
    }

    private void settle(Message message, Written mail, RelayAnswer answer) {
        Instant now = clock.instant();
        long id = message.id();
        switch (answer.outcome()) {
            case ACCEPTED -> record(id, () -> messages.sent(id, now, answer.text()), () -> recordSent(message, mail, answer));
            case REFUSED -> record(id, () -> messages.end(id, MessageState.FAILED, answer.text()), () -> recordFailure(message));
            case DEFERRED -> {
                // The attempt just made is not counted in the row as it was read.
                if (message.attempts() + 1 >= settings.attempts()) {
                    record(id, () -> messages.end(id, MessageState.FAILED, answer.text()), () -> recordFailure(message));
                } else {
                    Instant next = now.plus(BACK_OFF.get(Math.min(message.attempts(), BACK_OFF.size() - 1)));
                    Instant last = next.isAfter(message.notAfter()) ? message.notAfter() : next;
                    record(id, () -> messages.tryAgain(id, last, answer.text()), () -> { });
                }
            }
            case UNKNOWN -> record(id, () -> message.mayBeSentAgain() ? messages.sendAgainOnce(id, now, answer.text())
                    : messages.end(id, MessageState.IN_DOUBT, answer.text()), () -> { });
            case NO_RELAY -> { }
        }
    }

    /** What the relay did has happened: it is kept even when what hangs on it cannot be recorded. */
    private void record(long id, BooleanSupplier state, Runnable consequences) {
        for (int tries = 1; tries <= TRIES_TO_RECORD; tries++) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (state.getAsBoolean()) {
                        consequences.run();
                    }
                });
                return;
            } catch (RuntimeException e) {
                log.warn("What became of mail {} could not be recorded, try {} of {}", id, tries, TRIES_TO_RECORD, e);
            }
        }
        transaction.executeWithoutResult(status -> state.getAsBoolean());
    }

    private void recordSent(Message message, Written mail, RelayAnswer answer) {
        if (message.stream() == Stream.OPT_IN) {
            consents.checkMailSent(message.requestId(), mail.messageId(), mail.copy(), answer.text());
        }
        recordFact(message, new MailSent(message.leadId(), message.mailing(), message.id()));
    }

    private void recordFailure(Message message) {
        recordFact(message, new MailFailed(message.leadId(), message.mailing(), message.id()));
    }

    private void recordFact(Message message, LeadEvent event) {
        // A mail to the staff is nothing that happened to the lead.
        if (message.stream() != Stream.STAFF) {
            facts.record(event);
        }
    }
}
