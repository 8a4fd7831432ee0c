package io.leadfluss.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class HitQueueTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void dropsAndCountsWhatFindsNoPlace() {
        HitQueue queue = new HitQueue(TrackingSettings.withQueue(2), meters, null, null, new BrokenDatabase());

        for (int i = 0; i < 5; i++) {
            queue.add(hit());
        }

        assertThat(meters.get("leadfluss.tracking.dropped").counter().count()).isEqualTo(3);
        assertThat(meters.get("leadfluss.tracking.waiting").gauge().value()).isEqualTo(2);
    }

    @Test
    void countsWhatTheDatabaseRefuses() {
        HitQueue queue = new HitQueue(TrackingSettings.withQueue(2), meters, null, null, new BrokenDatabase());
        queue.add(hit());

        queue.flush();

        assertThat(meters.get("leadfluss.tracking.dropped").counter().count()).isEqualTo(1);
        assertThat(meters.get("leadfluss.tracking.waiting").gauge().value()).isZero();
    }

    private static Hit hit() {
        return new Hit(HitKind.OPEN, 1, 1, 1L, null, Set.of(), Instant.EPOCH);
    }

    private static final class BrokenDatabase extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            throw new IllegalStateException("no database");
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
        }
    }
}
