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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final Pauses pauses;
    private final Doubts doubts;
    private final MailWriter writer;
    private final Facts facts;
    private final Consents consents;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Dispatch settings;
    /** The mails that the workers of this program hold: only for these may a lease be renewed. */
    private final Set<Long> held = ConcurrentHashMap.newKeySet();

    Delivery(Messages messages, Clearance clearance, Pauses pauses, Doubts doubts, MailWriter writer, Facts facts, Consents consents, PlatformTransactionManager transactions,
            Clock clock, MailSettings settings) {
        this.messages = messages;
        this.clearance = clearance;
        this.pauses = pauses;
        this.doubts = doubts;
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

    /** A mail that is written and can be handed over. */
    private record Ready(Message message, Written mail, MimeMessage mime) {
    }

    /** What the relay did with a mail; not yet stored. */
    private record Handled(Ready ready, RelayAnswer answer, Instant at) {
    }

    /**
     * Sends one batch of these lanes, or as much of it as it may go on with. One transaction stores what became of a mail and lets the next
     * one go, so that each mail costs one commit.
     */
    Round round(List<Integer> lanes, Relay.Connection connection, BooleanSupplier goOn) {
        Verdict batch = transaction.execute(status -> take(lanes));
        int found = batch.size();
        Deque<Cleared> rest = new ArrayDeque<>(batch.cleared());
        int accepted = 0;
        Handled last = null;
        try {
            Ready ready = prepareNext(rest, connection);
            while (ready != null) {
                Optional<RelayAnswer> noRelay = goOn.getAsBoolean() ? connection.open() : Optional.of(new RelayAnswer(Outcome.NO_RELAY, null));
                if (noRelay.isPresent()) {
                    store(last);
                    giveBack(ready, null, rest, noRelay.get());
                    return new Round(found, accepted, true);
                }
                boolean mayGo = storeAndLetGo(last, ready);
                last = null;
                Ready next = prepareNext(rest, connection);
                if (mayGo) {
                    RelayAnswer answer = connection.send(ready.mime());
                    if (answer.outcome() == Outcome.NO_RELAY) {
                        giveBack(ready, next, rest, answer);
                        return new Round(found, accepted, true);
                    }
                    last = new Handled(ready, answer, clock.instant());
                    accepted += answer.outcome() == Outcome.ACCEPTED ? 1 : 0;
                }
                ready = next;
            }
            store(last);
            return new Round(found, accepted, false);
        } finally {
            batch.cleared().forEach(each -> held.remove(each.message().id()));
        }
    }

    /** To be called well within the time of a lease: renews ours, and frees the mails of a copy of the program that died. */
    void keepUp() {
        transaction.executeWithoutResult(status -> {
            messages.keepLeases(held);
            messages.freeOverdue();
            doubts.look();
        });
        pauses.release();
    }

    private Verdict take(List<Integer> lanes) {
        Instant now = clock.instant();
        List<Message> due = new ArrayList<>();
        for (int lane : lanes) {
            if (due.size() < settings.batch()) {
                due.addAll(messages.lockDue(lane, now, settings.batch() - due.size()));
            }
        }
        if (due.isEmpty()) {
            return Verdict.NOTHING;
        }
        Verdict verdict = clearance.judge(due, now);
        verdict.stopped().forEach((stopped, stoppedMessages) -> drop(stopped, stoppedMessages));
        verdict.held().forEach((held, heldMessages) -> messages.hold(heldMessages.stream().map(Message::id).toList(), held.until(), held.reason()));
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

    /** The next mail that can be written; those that cannot are parked. Null when there is none left. */
    private Ready prepareNext(Deque<Cleared> rest, Relay.Connection connection) {
        while (!rest.isEmpty()) {
            Cleared cleared = rest.remove();
            Message message = cleared.message();
            try {
                Written mail = writer.write(cleared);
                return new Ready(message, mail, connection.compose(mail));
            } catch (DataAccessException | TransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                log.warn("Mail {} of {} is parked: {}", message.id(), message.mailing(), e.getMessage());
                transaction.executeWithoutResult(status -> messages.end(message.id(), MessageState.PARKED, e.getMessage()));
            }
        }
        return null;
    }

    /** Whether the mail may leave: not when it has been withdrawn, or taken over because we were silent too long. */
    private boolean storeAndLetGo(Handled last, Ready next) {
        if (last != null) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> {
                    storeWithConsequences(last);
                    return letGo(next);
                }));
            } catch (RuntimeException e) {
                log.warn("What became of mail {} could not be recorded together with the next one", last.ready().message().id(), e);
                store(last);
            }
        }
        return Boolean.TRUE.equals(transaction.execute(status -> letGo(next)));
    }

    private boolean letGo(Ready next) {
        return messages.sending(next.message().id(), next.mail().rendered(), next.mail().messageId());
    }

    /** What the relay did has happened: it is kept even when what hangs on it cannot be recorded. */
    private void store(Handled last) {
        if (last == null) {
            return;
        }
        for (int tries = 1; tries <= TRIES_TO_RECORD; tries++) {
            try {
                transaction.executeWithoutResult(status -> storeWithConsequences(last));
                return;
            } catch (RuntimeException e) {
                log.warn("What became of mail {} could not be recorded, try {} of {}", last.ready().message().id(), tries, TRIES_TO_RECORD, e);
            }
        }
        transaction.executeWithoutResult(status -> storeState(last));
    }

    private void storeWithConsequences(Handled last) {
        MessageState state = storeState(last);
        if (state == MessageState.SENT) {
            recordSent(last.ready().message(), last.ready().mail(), last.answer());
        } else if (state == MessageState.FAILED) {
            recordFailure(last.ready().message());
        }
    }

    /** The state it is in now; null when it was no longer ours. */
    private MessageState storeState(Handled last) {
        Message message = last.ready().message();
        String answer = last.answer().text();
        return switch (last.answer().outcome()) {
            case ACCEPTED -> messages.sent(message.id(), last.at(), answer) ? MessageState.SENT : null;
            case REFUSED -> end(message, MessageState.FAILED, answer);
            // The attempt just made is not counted in the row as it was read.
            case DEFERRED -> message.attempts() + 1 >= settings.attempts() ? end(message, MessageState.FAILED, answer)
                    : messages.tryAgain(message.id(), nextTry(message, last.at()), answer) ? MessageState.QUEUED : null;
            case UNKNOWN -> !message.mayBeSentAgain() ? end(message, MessageState.IN_DOUBT, answer)
                    : messages.sendAgainOnce(message.id(), last.at(), answer) ? MessageState.QUEUED : null;
            case NO_RELAY -> throw new IllegalStateException("A mail that no relay would take is given back");
        };
    }

    private MessageState end(Message message, MessageState state, String answer) {
        return messages.end(message.id(), state, answer) ? state : null;
    }

    private static Instant nextTry(Message message, Instant now) {
        Instant next = now.plus(BACK_OFF.get(Math.min(message.attempts(), BACK_OFF.size() - 1)));
        return next.isAfter(message.notAfter()) ? message.notAfter() : next;
    }

    private void giveBack(Ready ready, Ready next, Deque<Cleared> rest, RelayAnswer answer) {
        List<Long> ids = new ArrayList<>(rest.stream().map(cleared -> cleared.message().id()).toList());
        ids.add(ready.message().id());
        if (next != null) {
            ids.add(next.message().id());
        }
        transaction.executeWithoutResult(status -> messages.giveBack(ids, answer.text().isEmpty() ? null : answer.text()));
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
