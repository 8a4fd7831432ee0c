package io.leadfluss.scoring;

import io.leadfluss.lead.Facts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices leads that have done nothing for long, while we may still write to them. */
@Component
public class Silence {

    private static final int CHUNK = 200;
    /** One run must end before the engine takes its job for dead; what is left waits for the next run. */
    private static final int MOST_PER_RUN = 20_000;

    private final JdbcClient jdbc;
    private final Facts facts;
    private final Clock clock;
    private final TransactionTemplate chunk;

    Silence(JdbcClient jdbc, Facts facts, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.clock = clock;
        this.chunk = new TransactionTemplate(transactions);
        chunk.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Records the fact LeadSilent, once per silence, in chunks that each commit for themselves; answers how many leads fell silent. */
    public int findSilentLeads(int days) {
        int found = 0;
        int lately;
        do {
            lately = chunk.execute(status -> recordNext(clock.instant().minus(Duration.ofDays(days))));
            found += lately;
        } while (lately == CHUNK && found < MOST_PER_RUN);
        return found;
    }

    private int recordNext(Instant activeUntil) {
        List<LeadSilent> silent = jdbc.sql("""
                        SELECT l.id, l.last_active_at FROM leads l
                        WHERE l.stage IN ('SUBSCRIBER', 'LEAD', 'MQL', 'SAL', 'SQL') AND l.last_active_at <= :until AND l.confirmed_at IS NOT NULL
                          AND EXISTS (SELECT 1 FROM consent c WHERE c.lead_id = l.id AND c.purpose = 'NEWSLETTER' AND c.state = 'GRANTED')
                          AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.source_key = CONCAT('silent:', l.id, ':', DATE(l.last_active_at)))
                        ORDER BY l.last_active_at LIMIT :chunk""")
                .param("until", activeUntil).param("chunk", CHUNK)
                .query((row, n) -> silent(row.getLong("id"), row.getObject("last_active_at", Instant.class))).list();
        silent.forEach(facts::record);
        return silent.size();
    }

    private static LeadSilent silent(long leadId, Instant lastActiveAt) {
        LocalDate lastDay = lastActiveAt.atZone(ZoneOffset.UTC).toLocalDate();
        return new LeadSilent(leadId, "silent:" + leadId + ":" + lastDay, lastDay.toString());
    }
}
