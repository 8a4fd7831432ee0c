package io.leadfluss.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
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
    private final Messages messages;
    private final Dispatcher dispatcher;
    private final Doubts doubts;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Messages messages, Dispatcher dispatcher, Doubts doubts, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
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
                          queued_at, next_try_at, not_after, lane, sender, topic, product_group, send_window, best_hour, enclosure)
                        VALUES (NEXT VALUE FOR message_seq, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(order.leadId(), order.account(), order.stream().name(), order.purpose() == null ? null : order.purpose().name(),
                        order.mailing(), order.reference(), order.journey(), order.sourceKey(), now,
                        order.notBefore() == null ? now : order.notBefore(), order.notAfter(), order.lane(),
                        order.sender(), order.about().topic(), order.about().productGroup(), window(order), order.timing().bestHour(), order.enclosure())
                .update();
        if (queued) {
            wakeAfterCommit();
        }
        return queued;
    }

    /**
     * Queues this mail for each of the leads, in one statement however many they are; one whose source key is already there is left out. Returns how
     * many were queued.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int enqueueAll(MailOrder order, Collection<Long> leadIds) {
        if (leadIds.isEmpty()) {
            return 0;
        }
        int queued = jdbc.sql("""
                        INSERT IGNORE INTO message (id, lead_id, stream, purpose, mailing, reference, journey, source_key, state, attempts, doubts,
                          queued_at, next_try_at, not_after, lane, sender, topic, product_group, send_window, best_hour)
                        SELECT NEXT VALUE FOR message_seq, l.id, :stream, :purpose, :mailing, :reference, :journey, CONCAT(:key, l.id), 'QUEUED', 0, 0,
                          :now, :now, :notAfter, :lane, :sender, :topic, :group, :window, :bestHour
                        FROM leads l WHERE l.id IN (:leads)""")
                .param("stream", order.stream().name()).param("purpose", order.purpose() == null ? null : order.purpose().name())
                .param("mailing", order.mailing()).param("reference", order.reference()).param("journey", order.journey())
                .param("key", order.sourceKey()).param("now", clock.instant()).param("notAfter", order.notAfter()).param("lane", order.lane())
                .param("sender", order.sender()).param("topic", order.about().topic()).param("group", order.about().productGroup())
                .param("window", window(order)).param("bestHour", order.timing().bestHour()).param("leads", leadIds).update();
        if (queued > 0) {
            wakeAfterCommit();
        }
        return queued;
    }

    /** Takes back all mails whose source key begins so, as far as they have not left; what is being handed over cannot be stopped any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(String sourceKeys, String reason) {
        messages.takeBack(sourceKeys, reason);
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

    private static String window(MailOrder order) {
        return order.timing().window() == null ? null : order.timing().window().toString();
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
