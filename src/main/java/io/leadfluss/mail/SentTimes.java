package io.leadfluss.mail;

import io.leadfluss.tracking.SentMails;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells tracking when mails were sent, since nobody reads them at once. */
@Component
class SentTimes implements SentMails {

    private final JdbcClient jdbc;

    SentTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Long, Instant> sentAt(Collection<Long> messageIds) {
        return jdbc.sql("SELECT id, sent_at FROM message WHERE id IN (:ids) AND sent_at IS NOT NULL").param("ids", messageIds)
                .query((row, n) -> Map.entry(row.getLong("id"), row.getObject("sent_at", Instant.class))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
