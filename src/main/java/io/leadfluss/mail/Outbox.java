package io.leadfluss.mail;

import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Mails that shall go out: written in the caller's transaction, sent later by the dispatcher. */
@Component
public class Outbox {

    private final JdbcClient jdbc;
    private final Dispatcher dispatcher;
    private final Doubts doubts;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Dispatcher dispatcher, Doubts doubts, Clock clock) {
        this.jdbc = jdbc;
        this.dispatcher = dispatcher;
        this.doubts = doubts;
        this.clock = clock;
    }

    /** Queues the mail; false when this source key is already there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean enqueue(MailOrder order) {
        Instant now = clock.instant();
        boolean queued = 1 == jdbc.sql("""
                        INSERT IGNORE INTO message (id, lead_id, account, stream, purpose, mailing, reference, journey, source_key, state, attempts, doubts,
                          queued_at, next_try_at, not_after, lane, sender)
                        VALUES (NEXT VALUE FOR message_seq, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, 0, ?, ?, ?, ?, ?)""")
                .params(order.leadId(), order.account(), order.stream().name(), order.purpose() == null ? null : order.purpose().name(),
                        order.mailing(), order.reference(), order.journey(), order.sourceKey(), now, now, order.notAfter(), order.lane(),
                        order.sender())
                .update();
        if (queued) {
            wakeAfterCommit();
        }
        return queued;
    }

    /**
     * Something shows that this mail arrived: an open, a click, an answer, or the relay's log. Resolves a doubt, and stops a second copy that waits.
     *
     * @param evidence a short key for it, such as {@code click}
     * @return whether that was news
     */
    @Transactional
    public boolean arrived(long messageId, String evidence) {
        return doubts.arrived(messageId, evidence);
    }

    /** Something shows that this mail came back undelivered. Resolves a doubt, and stops a second copy; a mail that counts as sent stays so. */
    @Transactional
    public boolean bounced(long messageId, String evidence) {
        return doubts.bounced(messageId, evidence);
    }

    /** To be called by whoever has written rows of the outbox itself, many at a time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void wakeAfterCommit() {
        // Once per transaction, however many mails a bulk step queues in it.
        if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(Outbox.this);
                    if (status == STATUS_COMMITTED) {
                        dispatcher.wake();
                    }
                }
            });
        }
    }
}
