package io.leadfluss.mail.inbound;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Does work on what strangers wrote in a thread of its own, which is given up when it takes too long. */
final class TimeLimit {

    private TimeLimit() {
    }

    /** @throws UnreadableMail when the work takes too long, or fails in whatever way */
    static <T> T within(Duration limit, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "inbound-mail");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new UnreadableMail("it takes longer than " + limit.toSeconds() + " seconds to read");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnreadableMail refused ? refused : new UnreadableMail("it cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a mail was judged", e);
        }
    }
}
