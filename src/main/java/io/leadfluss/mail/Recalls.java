package io.leadfluss.mail;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells workers that mails they have in hand may have been taken back, so that they ask the database before they hand over the next one. Whoever
 * takes mails back rings after the statement and before the commit: the worker then waits for the row and learns what came of it. So of mails that
 * were taken back none begins to leave after the commit.
 */
@Component
class Recalls {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AtomicLong rings = new AtomicLong();
    private final Set<Long> leaving = ConcurrentHashMap.newKeySet();
    private final Object done = new Object();

    void ring() {
        rings.incrementAndGet();
    }

    /** As {@link #ring}; and the caller's commit comes back only when no mail to this lead is just being handed over, or it takes too long. */
    void ring(long leadId) {
        ring();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    awaitEnd(leadId);
                }
            });
        }
    }

    long heard() {
        return rings.get();
    }

    /** To be called before a worker listens for the last time and hands over. */
    void begin(long leadId) {
        leaving.add(leadId);
    }

    void end(long leadId) {
        leaving.remove(leadId);
        synchronized (done) {
            done.notifyAll();
        }
    }

    private void awaitEnd(long leadId) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (done) {
            for (long left = PATIENCE.toMillis(); left > 0 && leaving.contains(leadId); left = (end - System.nanoTime()) / 1_000_000) {
                try {
                    done.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
