package io.leadfluss.mail;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Tells workers that mails they have in hand may have been taken back, so that they ask the database before they hand over the next one. Whoever
 * takes mails back rings after the statement and before the commit: the worker then waits for the row and learns what came of it.
 */
@Component
class Recalls {

    private final AtomicLong rings = new AtomicLong();

    void ring() {
        rings.incrementAndGet();
    }

    long heard() {
        return rings.get();
    }
}
