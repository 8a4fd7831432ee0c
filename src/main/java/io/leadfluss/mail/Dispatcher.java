package io.leadfluss.mail;

import io.leadfluss.mail.Delivery.Round;
import io.leadfluss.mail.MailSettings.Dispatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends what is due in the outbox. Every mail ends in one state that says what became of it; advertising leaves at most once, check mails and mails
 * to the staff at least once and then with the same Message-ID. Any number of copies of the program share the work.
 */
@Component
public class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final List<Integer> URGENT = List.of(Priority.URGENT_LANE);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);

    private final Delivery delivery;
    private final Relay relay;
    private final Dispatch settings;
    private final boolean workers;
    /** Whoever sends all that is due by hand waits for the workers, so that nothing is under way when it comes back. */
    private final ReadWriteLock turn = new ReentrantReadWriteLock(true);
    private final List<Thread> threads = new ArrayList<>();
    private final Object bell = new Object();
    private long rings;
    private volatile boolean running;

    Dispatcher(Delivery delivery, Relay relay, MailSettings settings, @Value("${leadfluss.workers:true}") boolean workers) {
        this.delivery = delivery;
        this.relay = relay;
        this.settings = settings.dispatch();
        this.workers = workers && this.settings.workers() > 0;
    }

    /** Sends everything that is due, and comes back when it is done. Returns how many mails the relay has taken. */
    public int dispatchDue() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Mails cannot be sent within a transaction: a rollback could not take them back");
        }
        if (!relay.isConfigured()) {
            return 0;
        }
        turn.writeLock().lock();
        try (Line line = new Line(relay.connection())) {
            delivery.keepUp();
            int accepted = 0;
            Round round;
            do {
                round = delivery.round(URGENT, line, () -> true);
                if (round.found() == 0) {
                    round = delivery.round(Priority.ADVERTISING_LANES, line, () -> true);
                }
                accepted += round.accepted();
            } while (round.found() > 0 && !round.relayLost());
            return accepted;
        } finally {
            turn.writeLock().unlock();
        }
    }

    /** Lets the workers look at once. */
    void wake() {
        synchronized (bell) {
            rings++;
            bell.notifyAll();
        }
    }

    @Override
    public void start() {
        if (!relay.isConfigured()) {
            log.error("LEADFLUSS_MAIL_SMTP_HOST is not set: mails stay in the outbox until it is");
        } else if (workers) {
            running = true;
            start("mail-urgent", () -> work(false));
            for (int i = 1; i <= settings.workers(); i++) {
                start("mail-" + i, () -> work(true));
            }
            start("mail-upkeep", this::keepUp);
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        threads.add(thread);
        thread.start();
    }

    /** Lets each worker finish the mail in its hand; the rest of its batch goes back. */
    @Override
    public void stop() {
        running = false;
        wake();
        long end = System.nanoTime() + TIME_TO_STOP.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** One worker does no advertising at all, so that a mailing to everybody cannot delay a confirmation. */
    private void work(boolean advertising) {
        try (Line line = new Line(relay.connection())) {
            Duration pause = SHORTEST_PAUSE;
            while (running) {
                long seen = rings();
                Round round = tryRound(advertising, line);
                if (round.relayLost()) {
                    line.connection().close();
                    rest(Long.MAX_VALUE, pause);
                    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                } else {
                    pause = SHORTEST_PAUSE;
                    if (round.found() == 0) {
                        rest(seen, settings.poll());
                    }
                }
            }
        }
    }

    private Round tryRound(boolean advertising, Line line) {
        turn.readLock().lock();
        try {
            Round urgent = delivery.round(URGENT, line, () -> running);
            return urgent.found() > 0 || urgent.relayLost() || !advertising ? urgent : delivery.round(Priority.ADVERTISING_LANES, line, () -> running);
        } catch (RuntimeException e) {
            log.error("Mails could not be sent, trying again", e);
            return new Round(0, 0, true);
        } finally {
            turn.readLock().unlock();
        }
    }

    private void keepUp() {
        while (running) {
            try {
                delivery.keepUp();
            } catch (RuntimeException e) {
                log.error("The leases of mails could not be renewed, trying again", e);
            }
            rest(Long.MAX_VALUE, settings.lease().dividedBy(4));
        }
    }

    private long rings() {
        synchronized (bell) {
            return rings;
        }
    }

    /** Waits until the time is over, the bell has rung since it was last looked at, or the program ends. */
    private void rest(long seen, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        synchronized (bell) {
            while (running && rings <= seen) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                try {
                    bell.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
