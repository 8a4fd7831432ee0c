package io.leadfluss.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The rounds that both sides run in the same way. */
class Rounds {

    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOST = Duration.ofSeconds(5);

    private final Side side;
    private int nextLead;

    Rounds(Side side) {
        this.side = side;
    }

    Side side() {
        return side;
    }

    Measurement optIn(int leads) {
        int first = take(leads);
        side.run(true);
        side.deliver(true);
        return measure(leads, () -> {
            each(first, leads, side::request);
            await(leads / 100);
            each(first, leads, side::confirm);
        });
    }

    Measurement mails(int leads) {
        int first = take(leads);
        side.run(true);
        side.deliver(true);
        return measure(leads, () -> starts("bench-mail", first, leads));
    }

    /** Brings leads to a timer, where they wait. */
    Measurement starts(int leads) {
        int first = take(leads);
        side.run(false);
        return measure(leads, () -> starts("bench-timer", first, leads));
    }

    /** Lets the leads that {@link #starts} brought to a timer go on, all at the same time; their mails are queued and wait. */
    Measurement timers(int leads) {
        side.run(false);
        side.deliver(false);
        side.jdbc().update("UPDATE ACT_RU_JOB SET DUEDATE_ = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE TYPE_ = 'timer' AND ID_ NOT LIKE 'waiting-%'");
        return measure(leads, () -> side.run(true));
    }

    /** Ends what the last rounds left, and rests. */
    void rest() throws InterruptedException {
        side.run(true);
        side.deliver(true);
        await(0);
        side.run(false);
    }

    private int take(int leads) {
        int first = nextLead;
        nextLead += leads;
        side.prepare(first, leads);
        return first;
    }

    /** The last hundredth does not count: the stock executor now and then loses a job it could not queue, until the job's lock ends. */
    private Measurement measure(int leads, Round round) {
        try {
            long statements = Database.statements(side.jdbc());
            long jobs = side.jobs();
            long from = System.nanoTime();
            round.run();
            await(leads / 100);
            double seconds = (System.nanoTime() - from) / 1e9;
            var measurement = new Measurement(leads / seconds, (double) (Database.statements(side.jdbc()) - statements) / leads,
                    (double) (side.jobs() - jobs) / leads);
            await(0);
            return measurement;
        } catch (Exception e) {
            throw new IllegalStateException("Round of " + side.name() + " failed", e);
        }
    }

    private void await(int left) throws InterruptedException {
        long from = System.nanoTime();
        long unlocked = from;
        while (side.left() > left) {
            Duration passed = Duration.ofNanos(System.nanoTime() - from);
            if (passed.compareTo(PATIENCE) > 0) {
                throw new IllegalStateException(side.name() + " was not done within " + PATIENCE);
            }
            if (left == 0 && System.nanoTime() - unlocked > LOST.toNanos()) {
                unlocked = System.nanoTime();
                side.jdbc().update("UPDATE ACT_RU_JOB SET LOCK_OWNER_ = NULL, LOCK_EXP_TIME_ = NULL WHERE LOCK_OWNER_ IS NOT NULL");
            }
            Thread.sleep(100);
        }
    }

    private void starts(String model, int first, int leads) throws Exception {
        int size = side.startsTogether();
        each(0, (leads + size - 1) / size, part ->
                side.start(model, IntStream.range(first + part * size, Math.min(first + leads, first + (part + 1) * size))));
    }

    private static void each(int first, int count, IntConsumer work) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> parts = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int offset = client;
            parts.add(clients.submit(() -> {
                for (int lead = first + offset; lead < first + count; lead += CLIENTS) {
                    work.accept(lead);
                }
            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        clients.shutdown();
    }

    private interface Round {

        void run() throws Exception;
    }
}
