package io.leadfluss.tracking;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hits on their way into the database: taken in without waiting, and written by one thread, all that came during a commit with the next. A
 * killed program loses the hits of its last milliseconds, a stopped one none.
 */
@Component
class HitQueue implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HitQueue.class);
    private static final int BATCH = 500;
    private static final int TRIES = 5;

    private final BlockingQueue<Hit> waiting;
    private final Counter dropped;
    private final Consents consents;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Duration burst;
    private volatile Thread writer;

    HitQueue(TrackingSettings settings, MeterRegistry meters, Consents consents, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.dropped = Counter.builder("leadfluss.tracking.dropped").description("Hits lost because the queue was full or the database refused them")
                .register(meters);
        this.consents = consents;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.burst = settings.burst();
        meters.gauge("leadfluss.tracking.waiting", waiting, BlockingQueue::size);
    }

    /** Takes the hit in; when too many wait already it is dropped and counted. */
    void add(Hit hit) {
        if (!waiting.offer(hit)) {
            dropped.increment();
        }
        LockSupport.unpark(writer);
    }

    /** Writes at once what waits. */
    synchronized void flush() {
        List<Hit> batch = new ArrayList<>();
        while (waiting.drainTo(batch, BATCH) > 0) {
            write(batch);
            batch.clear();
        }
    }

    @Override
    public void start() {
        writer = new Thread(this::writeUntilStopped, "hit-writer");
        writer.start();
    }

    @Override
    public void stop() {
        Thread ending = writer;
        writer = null;
        LockSupport.unpark(ending);
        try {
            ending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    /** Stops after the web server, which may still take hits in until then. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void writeUntilStopped() {
        while (writer == Thread.currentThread()) {
            if (waiting.isEmpty()) {
                LockSupport.park(this);
            }
            flush();
        }
    }

    private void write(List<Hit> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> insert(allowed(batch)));
                return;
            } catch (RuntimeException e) {
                if (attempt == TRIES) {
                    dropped.increment(batch.size());
                    log.error("{} hits are lost, the database refused them {} times", batch.size(), TRIES, e);
                    return;
                }
            }
        }
    }

    /** Who withdrew, perhaps after the mail went out, leaves no trace. */
    private List<Hit> allowed(List<Hit> batch) {
        Map<Long, Set<Purpose>> allowed = consents.allowed(batch.stream().map(Hit::leadId).collect(Collectors.toSet()));
        return batch.stream().filter(hit -> allowed.get(hit.leadId()).contains(Purpose.TRACKING)).toList();
    }

    private void insert(List<Hit> hits) {
        jdbc.batchUpdate("INSERT INTO hit (kind, lead_id, message_id, link_id, path, signs, occurred_at, judge_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                hits, BATCH, this::bind);
    }

    private void bind(PreparedStatement row, Hit hit) throws SQLException {
        row.setString(1, hit.kind().name());
        row.setLong(2, hit.leadId());
        row.setLong(3, hit.messageId());
        row.setObject(4, hit.linkId(), Types.BIGINT);
        row.setString(5, hit.path());
        row.setString(6, Sign.names(hit.signs()));
        row.setObject(7, hit.occurredAt());
        row.setObject(8, hit.occurredAt().plus(burst));
    }
}
