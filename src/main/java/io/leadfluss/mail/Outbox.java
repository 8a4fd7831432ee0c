package io.leadfluss.mail;

import org.springframework.stereotype.Component;

/** Mails that shall go out: written in the caller's transaction, sent later by the dispatcher. */
@Component
public class Outbox {

    /** Queues the mail; false when this source key is already there. */
    public boolean enqueue(MailOrder order) { throw new UnsupportedOperationException(); }
}
