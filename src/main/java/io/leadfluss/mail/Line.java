package io.leadfluss.mail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What one worker sends with: a connection to the relay, and a second thread that keeps the books and writes the next mails while the first hands
 * over. How many mails share a commit follows from how fast the relay takes them: to a slow one each goes alone, so that little is in doubt when the
 * program dies and nothing is let go long before it leaves.
 */
final class Line implements AutoCloseable {

    private static final int MOST = 16;
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMillis(300);

    private final Relay.Connection connection;
    private final ExecutorService books;
    private int size = 1;

    Line(Relay.Connection connection) {
        this.connection = connection;
        String name = Thread.currentThread().getName() + "-books";
        this.books = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    Relay.Connection connection() {
        return connection;
    }

    /** How many mails may share a commit now. */
    int size() {
        return size;
    }

    void took(int mails, Duration time) {
        if (time.compareTo(LONG) > 0) {
            size = Math.max(1, size / 2);
        } else if (mails == size && time.compareTo(SHORT) < 0) {
            size = Math.min(MOST, size * 2);
        }
    }

    <T> Future<T> meanwhile(Callable<T> work) {
        return books.submit(work);
    }

    @Override
    public void close() {
        connection.close();
        books.shutdown();
    }
}
