package io.leadfluss.mail;

import io.leadfluss.mail.Clearance.Cleared;
import io.leadfluss.mail.Clearance.Stopped;
import io.leadfluss.mail.Clearance.Verdict;
import io.leadfluss.mail.MailSettings.Dispatch;
import io.leadfluss.mail.MailWriter.Written;
import io.leadfluss.mail.RelayAnswer.Outcome;
import io.leadfluss.mail.template.Audience;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a batch of due mails and hands them to the relay one by one. A few at a time are let go in one commit, which also stores what became of those
 * before; advertising is written and let go while the mails before it are handed over, all else only when these are done and stored.
 */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    /** So long a mail that was let go may leave without another look whether it still may. */
    private static final Duration FRESH = Duration.ofMillis(250);
    private static final Handing NOTHING_DONE = new Handing(List.of(), List.of(), null);

    private final Messages messages;
    private final Clearance clearance;
    private final Pauses pauses;
    private final Doubts doubts;
    private final Recalls recalls;
    private final BrokenMailings broken;
    private final Pace pace;
    private final MailWriter writer;
    private final Results results;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Dispatch settings;
    /** The mails that the workers of this program hold: only for these may a lease be renewed. */
    private final Set<Long> held = ConcurrentHashMap.newKeySet();

    Delivery(Messages messages, Clearance clearance, Pauses pauses, Doubts doubts, Recalls recalls, BrokenMailings broken, Pace pace, MailWriter writer,
            Results results, PlatformTransactionManager transactions, Clock clock, MailSettings settings) {
        this.messages = messages;
        this.clearance = clearance;
        this.pauses = pauses;
        this.doubts = doubts;
        this.recalls = recalls;
        this.broken = broken;
        this.pace = pace;
        this.writer = writer;
        this.results = results;
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
    record Ready(Message message, Written mail, MimeMessage mime, String domain) {

        long id() {
            return message.id();
        }
    }

    /**
     * What came of handing over a group.
     *
     * @param left mails that were not tried
     * @param end why it ended before all were tried, else null
     */
    private record Handing(List<Handled> done, List<Ready> left, RelayAnswer end) {

        long accepted() {
            return done.stream().filter(handled -> handled.answer().outcome() == Outcome.ACCEPTED).count();
        }
    }

    /** Mails of a batch that are still to be written, and for whom of them the blocks of their mailings are. */
    private record Unwritten(Deque<Cleared> mails, Audience audience) {
    }

    /** Mails that may leave now, as of the moment they were let go. */
    private record Group(List<Ready> mails, long heard, long since) {

        boolean isEmpty() {
            return mails.isEmpty();
        }
    }

    /** Sends one batch of these lanes, or as much of it as it may go on with. */
    Round round(List<Integer> lanes, Line line, BooleanSupplier goOn) {
        Verdict batch = transaction.execute(status -> take(lanes));
        // After a crash, mails that may arrive twice are sent again: of these only one at a time may be on its way.
        boolean ahead = !lanes.contains(Priority.URGENT_LANE);
        // All that change rows go through them in the same order, so that none waits for another in a circle.
        List<Cleared> cleared = batch.cleared().stream().sorted(Comparator.comparing(each -> each.message().id())).toList();
        Unwritten rest = new Unwritten(new ArrayDeque<>(cleared), writer.audience(cleared));
        int accepted = 0;
        Handing handing = NOTHING_DONE;
        try {
            Group group = next(List.of(), rest, line, ahead ? line.size() : 1);
            while (!group.isEmpty()) {
                List<Handled> before = handing.done();
                int size = ahead ? line.size() : 1;
                Future<Group> meanwhile = ahead ? line.meanwhile(() -> next(before, rest, line, size)) : null;
                handing = handOver(group, line, goOn);
                accepted += (int) handing.accepted();
                Group following = ahead ? get(meanwhile) : handing.end() == null ? next(handing.done(), rest, line, size) : null;
                if (!ahead && handing.end() == null) {
                    handing = NOTHING_DONE;
                }
                if (handing.end() != null) {
                    giveBack(handing, following, rest.mails());
                    return new Round(batch.size(), accepted, true);
                }
                group = following;
            }
            return new Round(batch.size(), accepted, false);
        } finally {
            results.settle(handing.done());
            batch.cleared().forEach(each -> held.remove(each.message().id()));
        }
    }

    /** To be called well within the time of a lease: renews ours, and frees the mails of a copy of the program that died. */
    void keepUp() {
        results.payUp();
        transaction.executeWithoutResult(status -> {
            messages.keepLeases(held);
            messages.freeOverdue();
            doubts.look();
        });
        pauses.keepUp();
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
        Verdict verdict = judge(due, now);
        verdict.stopped().forEach((stopped, stoppedMessages) -> drop(stopped, stoppedMessages));
        verdict.held().forEach((held, heldMessages) -> messages.hold(heldMessages.stream().map(Message::id).toList(), held.until(), held.reason()));
        List<Long> ids = verdict.cleared().stream().map(cleared -> cleared.message().id()).toList();
        messages.claim(ids);
        messages.restOnSale(verdict.cleared().stream().filter(Cleared::restsOnSale).map(cleared -> cleared.message().id()).toList());
        held.addAll(ids);
        return verdict;
    }

    /** One mail that cannot be judged must not hold up the others. */
    private Verdict judge(List<Message> due, Instant now) {
        try {
            return clearance.judge(due, now);
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (due.size() == 1) {
                log.error("Mail {} of {} cannot be judged and is parked", due.get(0).id(), due.get(0).mailing(), e);
                return new Verdict(List.of(), Map.of(new Stopped(MessageState.PARKED, "cannot be judged: " + e), due), Map.of());
            }
            log.warn("Some of {} mails cannot be judged, looking at each alone", due.size());
            Verdict all = new Verdict(new ArrayList<>(), new HashMap<>(), new HashMap<>());
            due.forEach(message -> all.add(judge(List.of(message), now)));
            return all;
        }
    }

    private void drop(Stopped stopped, List<Message> dropped) {
        messages.drop(dropped.stream().map(Message::id).toList(), stopped.state(), stopped.reason());
        if (stopped.state() == MessageState.FAILED) {
            results.recordFailures(dropped);
        }
    }

    /** Writes the next mails, and in one commit stores what became of those before and lets the new ones go. */
    private Group next(List<Handled> before, Unwritten rest, Line line, int size) {
        List<Ready> ready;
        try {
            ready = write(rest, line, size);
        } catch (RuntimeException e) {
            results.settle(before);
            throw e;
        }
        // Before the rows are changed, so that no recall between that and the first handing over is missed.
        long heard = recalls.heard();
        List<Ready> letGo;
        try {
            letGo = before.isEmpty() && ready.isEmpty() ? List.of() : transaction.execute(status -> {
                results.store(before);
                return messages.letGo(ready);
            });
        } catch (RuntimeException e) {
            log.warn("What became of {} mails could not be recorded together with letting the next ones go", before.size(), e);
            results.settle(before);
            letGo = transaction.execute(status -> messages.letGo(ready));
        }
        // Those taken back meanwhile are gone; there may be more to write.
        return letGo.isEmpty() && !rest.mails().isEmpty() ? next(List.of(), rest, line, size) : new Group(letGo, heard, System.nanoTime());
    }

    /** The next mails that can be written; those that cannot are parked. */
    private List<Ready> write(Unwritten rest, Line line, int size) {
        List<Ready> ready = new ArrayList<>(size);
        while (ready.size() < size && !rest.mails().isEmpty()) {
            Cleared cleared = rest.mails().remove();
            Message message = cleared.message();
            try {
                Written mail = writer.write(cleared, rest.audience());
                ready.add(new Ready(message, mail, line.connection().compose(mail), cleared.domain()));
                broken.written(message.mailing());
            } catch (DataAccessException | TransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                log.warn("Mail {} of {} is parked: {}", message.id(), message.mailing(), e.getMessage());
                transaction.executeWithoutResult(status -> messages.end(message.id(), MessageState.PARKED, e.getMessage()));
                broken.parked(message.mailing(), e.getMessage());
            }
        }
        return ready;
    }

    private Handing handOver(Group group, Line line, BooleanSupplier goOn) {
        List<Handled> done = new ArrayList<>(group.mails().size());
        Deque<Ready> left = new ArrayDeque<>(group.mails());
        long heard = group.heard();
        long since = group.since();
        long begin = System.nanoTime();
        while (!left.isEmpty()) {
            if (!goOn.getAsBoolean()) {
                return new Handing(done, List.copyOf(left), new RelayAnswer(Outcome.NO_RELAY, null));
            }
            Optional<RelayAnswer> noRelay = line.connection().open();
            if (noRelay.isPresent()) {
                return new Handing(done, List.copyOf(left), noRelay.get());
            }
            Ready ready = left.peek();
            recalls.begin(ready.message().leadId());
            try {
                if (recalls.heard() != heard || System.nanoTime() - since > FRESH.toNanos()) {
                    heard = recalls.heard();
                    since = System.nanoTime();
                    if (!confirm(left)) {
                        return new Handing(done, List.copyOf(left), new RelayAnswer(Outcome.NO_RELAY, null));
                    }
                }
                if (left.peek() == ready) {
                    RelayAnswer answer = line.connection().send(ready.mime());
                    if (answer.outcome() == Outcome.NO_RELAY) {
                        return new Handing(done, List.copyOf(left), answer);
                    }
                    left.remove();
                    pace.heard(ready.domain(), answer, clock.instant());
                    done.add(new Handled(ready.message(), ready.mail(), answer, clock.instant()));
                }
            } finally {
                recalls.end(ready.message().leadId());
            }
        }
        line.took(done.size(), Duration.ofNanos(System.nanoTime() - begin));
        return new Handing(done, List.of(), null);
    }

    /** Looks which of the mails may still leave, and drops the others; false when nobody can say. */
    private boolean confirm(Deque<Ready> left) {
        List<Long> ids = left.stream().map(Ready::id).toList();
        try {
            Set<Long> allowed = messages.stillLeaving(ids);
            List<Long> recalled = ids.stream().filter(id -> !allowed.contains(id)).toList();
            if (!recalled.isEmpty()) {
                transaction.executeWithoutResult(status -> messages.recalled(recalled));
                left.removeIf(ready -> !allowed.contains(ready.id()));
            }
            return true;
        } catch (RuntimeException e) {
            log.warn("Cannot see whether {} mails may still leave", ids.size(), e);
            return false;
        }
    }

    private void giveBack(Handing handing, Group following, Deque<Cleared> rest) {
        List<Long> ids = new ArrayList<>(rest.stream().map(cleared -> cleared.message().id()).toList());
        handing.left().forEach(ready -> ids.add(ready.id()));
        if (following != null) {
            following.mails().forEach(ready -> ids.add(ready.id()));
        }
        String why = handing.end().text();
        results.giveBack(ids, why.isEmpty() ? null : why);
    }

    private static Group get(Future<Group> meanwhile) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return meanwhile.get();
                } catch (InterruptedException e) {
                    // The books must be closed before the thread may end.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
