package io.leadfluss.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which topics leads want, how often, and whether they want a break; asked for each mail in the moment it is sent. */
@Component
public class Preferences {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Preferences(JdbcClient jdbc, ApplicationEventPublisher publisher, Clock clock) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.clock = clock;
    }

    public Preference of(long leadId) {
        return of(List.of(leadId)).getOrDefault(leadId, Preference.EVERYTHING);
    }

    /** In one statement; leads that have chosen nothing are not in it. */
    public Map<Long, Preference> of(Collection<Long> leadIds) {
        Map<Long, Preference> chosen = new HashMap<>();
        if (!leadIds.isEmpty()) {
            jdbc.sql("""
                            SELECT preference.lead_id, preference.frequency, preference.paused_until, muted_topic.topic
                            FROM preference LEFT JOIN muted_topic ON muted_topic.lead_id = preference.lead_id
                            WHERE preference.lead_id IN (:leads)""").param("leads", leadIds)
                    .query(row -> {
                        String topic = row.getString("topic");
                        Preference one = new Preference(topic == null ? Set.of() : Set.of(topic), Frequency.valueOf(row.getString("frequency")),
                                row.getObject("paused_until", Instant.class));
                        chosen.merge(row.getLong("lead_id"), one, Preferences::withAllTopics);
                    });
        }
        return chosen;
    }

    private static Preference withAllTopics(Preference one, Preference other) {
        Set<String> muted = new HashSet<>(one.muted());
        muted.addAll(other.muted());
        return new Preference(muted, one.frequency(), one.pausedUntil());
    }

    /** Takes the lead's choice over at once, also for what is queued; a choice that changes nothing does nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void choose(long leadId, Preference wanted) {
        boolean known = jdbc.sql("SELECT id FROM leads WHERE id = ? FOR UPDATE").param(leadId).query(Long.class).optional().isPresent();
        if (!known || of(leadId).equals(wanted)) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO preference (lead_id, frequency, paused_until, changed_at) VALUES (:lead, :frequency, :until, :now)
                        ON DUPLICATE KEY UPDATE frequency = VALUES(frequency), paused_until = VALUES(paused_until), changed_at = VALUES(changed_at)""")
                .param("lead", leadId).param("frequency", wanted.frequency().name()).param("until", wanted.pausedUntil())
                .param("now", clock.instant()).update();
        jdbc.sql("DELETE FROM muted_topic WHERE lead_id = ?").param(leadId).update();
        wanted.muted().forEach(topic -> jdbc.sql("INSERT INTO muted_topic (lead_id, topic) VALUES (?, ?)").params(leadId, topic).update());
        publisher.publishEvent(new PreferencesChanged(leadId));
    }
}
