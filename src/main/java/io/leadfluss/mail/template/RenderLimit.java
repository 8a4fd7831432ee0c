package io.leadfluss.mail.template;

import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Stops a template that takes too long or writes too much. */
class RenderLimit {

    private final Duration timeout;
    private final int characters;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "mail-render-limit");
        thread.setDaemon(true);
        return thread;
    });

    RenderLimit(Duration timeout, int characters) {
        this.timeout = timeout;
        this.characters = characters;
    }

    Duration timeout() {
        return timeout;
    }

    /** The time of the calling thread runs until the returned watch is closed. */
    Watch start() {
        return new Watch(Thread.currentThread());
    }

    Writer writer() {
        return new StringWriter(16_384) {
            @Override
            public void write(char[] text, int offset, int length) {
                super.write(text, offset, length);
                check();
            }

            @Override
            public void write(String text) {
                super.write(text);
                check();
            }

            @Override
            public void write(String text, int offset, int length) {
                super.write(text, offset, length);
                check();
            }

            private void check() {
                if (getBuffer().length() > characters) {
                    throw new TooLong(characters);
                }
            }
        };
    }

    /** Interrupts its thread once, and never after it was closed. */
    final class Watch implements AutoCloseable {

        private final Thread thread;
        private final ScheduledFuture<?> alarm;
        private boolean closed;
        private boolean rang;

        private Watch(Thread thread) {
            this.thread = thread;
            this.alarm = watch.schedule(this::ring, timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized void ring() {
            if (!closed) {
                rang = true;
                thread.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            alarm.cancel(false);
            if (rang) {
                Thread.interrupted();
            }
        }
    }

    /** Unchecked, so that no {@code #attempt} of the template can swallow it. */
    static class TooLong extends RuntimeException {

        TooLong(int characters) {
            super("the mail is longer than " + characters + " characters");
        }
    }
}
