package io.leadfluss.tracking;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What tracking must know of the mails that hits belong to; implemented by the feature that sends them. */
public interface SentMails {

    /** When the relay took each of them; those that it is not known of are not in it. */
    Map<Long, Instant> sentAt(Collection<Long> messageIds);
}
