package io.leadfluss.mail.policy;

import io.leadfluss.consent.ConsentAge;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Leads that agreed to advertising by mail long ago and got none since: nothing is sent to them until they agree anew, which they must not be asked for
 * by mail.
 */
@Component
public class SleepingConsents {

    private static final String SLEEPING = """
             FROM consent c WHERE c.purpose = 'NEWSLETTER' AND c.state = 'GRANTED' AND c.since < :limit AND NOT EXISTS (
               SELECT 1 FROM message m WHERE m.lead_id = c.lead_id AND m.stream = 'MARKETING' AND m.state IN ('SENT', 'IN_DOUBT') AND m.sent_at >= :limit)
            """;

    private final ConsentAge age;
    private final JdbcClient jdbc;
    private final Clock clock;

    SleepingConsents(ConsentAge age, JdbcClient jdbc, Clock clock) {
        this.age = age;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of the leads whose consent sleeps, found in one statement. */
    public Set<Long> among(Collection<Long> leadIds, Instant now) {
        return leadIds.isEmpty() ? Set.of() : new HashSet<>(jdbc.sql("SELECT c.lead_id" + SLEEPING + "AND c.lead_id IN (:leads)")
                .param("limit", age.limit(now)).param("leads", leadIds).query(Long.class).list());
    }

    int count() {
        return jdbc.sql("SELECT COUNT(*)" + SLEEPING).param("limit", age.limit(clock.instant())).query(Integer.class).single();
    }

    long months() {
        return age.limit().toTotalMonths();
    }
}
