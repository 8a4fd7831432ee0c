package io.leadfluss.mail;

import io.leadfluss.mail.Pauses.Cause;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Holds a mailing of which one mail after the other cannot be written, so that a broken template parks a few of them and not all. */
@Component
class BrokenMailings {

    private static final Logger log = LoggerFactory.getLogger(BrokenMailings.class);
    private static final int IN_A_ROW = 20;

    private final Pauses pauses;
    private final Map<String, AtomicInteger> parked = new ConcurrentHashMap<>();

    BrokenMailings(Pauses pauses) {
        this.pauses = pauses;
    }

    void written(String mailing) {
        parked.remove(mailing);
    }

    void parked(String mailing, String why) {
        if (parked.computeIfAbsent(mailing, name -> new AtomicInteger()).incrementAndGet() >= IN_A_ROW) {
            parked.remove(mailing);
            if (pauses.hold(mailing, Cause.UNWRITABLE, IN_A_ROW, why == null ? "" : why)) {
                log.error("Mailing {} is held, since {} of its mails in a row could not be written: {}", mailing, IN_A_ROW, why);
            }
        }
    }
}
