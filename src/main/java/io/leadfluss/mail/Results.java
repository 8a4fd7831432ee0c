package io.leadfluss.mail;

import io.leadfluss.consent.Consents;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.mail.RelayAnswer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores what the relay did with mails, and what follows from it. It has happened: it is kept even when what hangs on it cannot be recorded. */
@Component
class Results {

    private static final Logger log = LoggerFactory.getLogger(Results.class);
    private static final List<Duration> BACK_OFF = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(8));
    private static final int TRIES_TO_RECORD = 3;

    private final Messages messages;
    private final Facts facts;
    private final Consents consents;
    private final TransactionTemplate transaction;
    private final int attempts;
    /** What could not be stored at all, because the database was away. */
    private final Queue<Handled> owed = new ConcurrentLinkedQueue<>();
    private final Queue<Long> owedBack = new ConcurrentLinkedQueue<>();

    Results(Messages messages, Facts facts, Consents consents, PlatformTransactionManager transactions, MailSettings settings) {
        this.messages = messages;
        this.facts = facts;
        this.consents = consents;
        this.transaction = new TransactionTemplate(transactions);
        this.attempts = settings.dispatch().attempts();
    }

    /** Stores all of them in the caller's transaction. */
    void store(List<Handled> all) {
        List<Handled> accepted = all.stream().filter(handled -> handled.answer().outcome() == Outcome.ACCEPTED).toList();
        if (messages.sent(accepted) < accepted.size()) {
            throw new IllegalStateException("Some of " + accepted.size() + " sent mails are no longer ours");
        }
        List<LeadEvent> events = new ArrayList<>();
        accepted.forEach(handled -> recordSent(handled, events));
        all.stream().filter(handled -> handled.answer().outcome() != Outcome.ACCEPTED).forEach(handled -> {
            if (storeState(handled) == MessageState.FAILED) {
                recordFailure(handled.message(), events);
            }
        });
        facts.recordAll(events);
    }

    /** Stores all of them by itself, as much as can be. */
    void settle(List<Handled> all) {
        if (all.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> store(all));
        } catch (RuntimeException e) {
            log.warn("What became of {} mails could not be recorded together", all.size(), e);
            all.forEach(this::settle);
        }
    }

    /** Gives back what was let go but never tried. */
    void giveBack(Collection<Long> ids, String reason) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> messages.giveBack(ids, reason));
        } catch (RuntimeException e) {
            owedBack.addAll(ids);
            log.warn("{} mails that were not sent could not be given back, trying again later", ids.size(), e);
        }
    }

    /** Tries again what could not be stored before. */
    void payUp() {
        List<Long> ids = new ArrayList<>();
        for (Long id = owedBack.poll(); id != null; id = owedBack.poll()) {
            ids.add(id);
        }
        giveBack(ids, null);
        for (int left = owed.size(); left > 0; left--) {
            settle(owed.remove());
        }
    }

    /** For mails that end without ever having been tried. */
    void recordFailures(List<Message> failed) {
        List<LeadEvent> events = new ArrayList<>();
        failed.forEach(message -> recordFailure(message, events));
        facts.recordAll(events);
    }

    private void settle(Handled handled) {
        for (int tries = 1; tries <= TRIES_TO_RECORD; tries++) {
            try {
                transaction.executeWithoutResult(status -> {
                    List<LeadEvent> events = new ArrayList<>();
                    MessageState state = storeState(handled);
                    if (state == MessageState.SENT) {
                        recordSent(handled, events);
                    } else if (state == MessageState.FAILED) {
                        recordFailure(handled.message(), events);
                    }
                    facts.recordAll(events);
                });
                return;
            } catch (RuntimeException e) {
                log.warn("What became of mail {} could not be recorded, try {} of {}", handled.message().id(), tries, TRIES_TO_RECORD, e);
            }
        }
        try {
            transaction.executeWithoutResult(status -> storeState(handled));
        } catch (RuntimeException e) {
            owed.add(handled);
        }
    }

    /** The state it is in now; null when it was no longer ours. */
    private MessageState storeState(Handled handled) {
        Message message = handled.message();
        String answer = handled.answer().text();
        return switch (handled.answer().outcome()) {
            case ACCEPTED -> messages.sent(List.of(handled)) == 1 ? MessageState.SENT : null;
            case REFUSED -> end(message, MessageState.FAILED, answer);
            // The attempt just made is not counted in the row as it was read.
            case DEFERRED -> message.attempts() + 1 >= attempts ? end(message, MessageState.FAILED, answer)
                    : messages.tryAgain(message.id(), nextTry(message, handled.at()), answer) ? MessageState.QUEUED : null;
            case UNKNOWN -> !message.mayBeSentAgain() ? end(message, MessageState.IN_DOUBT, answer)
                    : messages.sendAgainOnce(message.id(), handled.at(), answer) ? MessageState.QUEUED : null;
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

    private void recordSent(Handled handled, List<LeadEvent> events) {
        Message message = handled.message();
        if (message.stream() == Stream.OPT_IN) {
            consents.checkMailSent(message.requestId(), handled.mail().messageId(), handled.mail().copy(), handled.answer().text());
        }
        // A mail to the staff is nothing that happened to the lead.
        if (message.stream() != Stream.STAFF) {
            events.add(new MailSent(message.leadId(), message.mailing(), message.id()));
        }
    }

    private static void recordFailure(Message message, List<LeadEvent> events) {
        if (message.stream() != Stream.STAFF) {
            events.add(new MailFailed(message.leadId(), message.mailing(), message.id()));
        }
    }
}
