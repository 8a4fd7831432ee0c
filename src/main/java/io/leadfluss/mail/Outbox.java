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
    private final Clock clock;

    Outbox(JdbcClient jdbc, Dispatcher dispatcher, Clock clock) {
        this.jdbc = jdbc;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Queues the mail; false when this source key is already there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean enqueue(MailOrder order) {
        Instant now = clock.instant();
        boolean queued = 1 == jdbc.sql("""
                        INSERT IGNORE INTO message (id, lead_id, account, stream, purpose, mailing, reference, journey, source_key, state, attempts, doubts,
                          queued_at, next_try_at, not_after)
                        VALUES (NEXT VALUE FOR message_seq, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, 0, ?, ?, ?)""")
                .params(order.leadId(), order.account(), order.stream().name(), order.purpose() == null ? null : order.purpose().name(),
                        order.mailing(), order.reference(), order.journey(), order.sourceKey(), now, now, order.notAfter())
                .update();
        if (queued) {
            wakeAfterCommit();
        }
        return queued;
    }

    private void wakeAfterCommit() {
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
