package io.leadfluss.scoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices when a lead falls by a degree of heat. When that will be is known beforehand and stands beside its score, so nobody has to be looked
 * through at night, and a lead that stays cold costs nothing. Any number of copies of the program share the work.
 */
@Component
public class Cooling {

    private static final Logger log = LoggerFactory.getLogger(Cooling.class);
    private static final int CHUNK = 100;
    private static final Duration LATER = Duration.ofHours(1);

    private final Scores scores;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Cooling(Scores scores, JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.scores = scores;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Works off all that is due; answers how many leads were looked at. */
    @Scheduled(fixedDelay = 2_000)
    public int processDue() {
        int all = 0;
        int lately;
        do {
            lately = next();
            all += lately;
        } while (lately == CHUNK);
        return all;
    }

    /** When the next lead cools, after the one and at the latest at the other moment. */
    public Optional<Instant> nextDue(Instant after, Instant latest) {
        return jdbc.sql("SELECT cools_at FROM lead_score WHERE cools_at > :after AND cools_at <= :latest ORDER BY cools_at LIMIT 1")
                .param("after", after).param("latest", latest).query(Instant.class).optional();
    }

    private int next() {
        try {
            return transaction.execute(status -> {
                List<Long> due = due(CHUNK);
                due.stream().distinct().forEach(scores::cool);
                return due.size();
            });
        } catch (RuntimeException e) {
            // One of them stops all: then each for itself.
            int found = 0;
            while (found < CHUNK && single()) {
                found++;
            }
            return found;
        }
    }

    private boolean single() {
        long[] lead = {0};
        try {
            return transaction.execute(status -> due(1).stream().findFirst().map(due -> {
                lead[0] = due;
                scores.cool(due);
                return true;
            }).orElse(false));
        } catch (RuntimeException e) {
            if (lead[0] == 0) {
                throw e;
            }
            log.error("How hot lead {} is cannot be told, next try in an hour", lead[0], e);
            transaction.executeWithoutResult(status -> jdbc.sql("UPDATE lead_score SET cools_at = :later WHERE lead_id = :lead AND cools_at <= :now")
                    .param("later", clock.instant().plus(LATER)).param("lead", lead[0]).param("now", clock.instant()).update());
            return true;
        }
    }

    /** Another copy of the program may be at the same leads: what it holds is left to it. */
    private List<Long> due(int most) {
        return jdbc.sql("SELECT lead_id FROM lead_score WHERE cools_at <= :now ORDER BY cools_at LIMIT :most FOR UPDATE SKIP LOCKED")
                .param("now", clock.instant()).param("most", most).query(Long.class).list();
    }
}
