package io.leadfluss.mail.inbound;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks into the mailbox from time to time, in a thread of its own since a mail server may let one wait. What it finds is stored before it is judged.
 * Any number of copies of the program may look into the same one.
 */
@Component
public class InboundWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboundWorker.class);

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    private final Mailbox mailbox;
    private final InboundMails mails;
    private final Judging judging;
    private final Consequences consequences;
    private final InboundSettings settings;
    private final Clock clock;
    private final boolean workers;
    private volatile Thread thread;
    private volatile Look last;

    InboundWorker(Mailbox mailbox, InboundMails mails, Judging judging, Consequences consequences, InboundSettings settings, Clock clock,
            @Value("${leadfluss.workers:true}") boolean workers) {
        this.mailbox = mailbox;
        this.mails = mails;
        this.judging = judging;
        this.consequences = consequences;
        this.settings = settings;
        this.clock = clock;
        this.workers = workers;
    }

    /** When this copy of the program last looked into the mailbox; the problem is null when all was well. */
    public record Look(Instant at, String problem) {
    }

    Optional<Look> last() {
        return Optional.ofNullable(last);
    }

    /** Fetches, judges and acts now, and comes back when all is done. */
    public void lookNow() {
        if (mailbox.isConfigured()) {
            fetch();
        }
        judging.judgeAll();
        consequences.draw();
        mails.forget(clock.instant().minus(settings.keep()));
    }

    /** Also what the relay refuses at once has consequences, with or without a mailbox. */
    @Scheduled(fixedDelay = 1_000)
    void draw() {
        consequences.draw();
    }

    private void fetch() {
        try {
            mailbox.fetch(source -> mails.take(source, clock.instant()));
            last = new Look(clock.instant(), null);
        } catch (MessagingException e) {
            // The server's words may be long, but tell what is wrong.
            log.warn("The mailbox {} at {} cannot be read: {}", settings.username(), settings.host(), e.getMessage());
            last = new Look(clock.instant(), e.getMessage());
        }
    }

    @Override
    public void start() {
        if (workers && mailbox.isConfigured()) {
            thread = new Thread(this::work, "mail-inbound");
            thread.setDaemon(true);
            thread.start();
        } else if (!mailbox.isConfigured()) {
            log.warn("LEADFLUSS_MAIL_INBOUND_HOST is not set: bounces, complaints and replies that come back as mails are not read");
        }
    }

    private void work() {
        while (thread == Thread.currentThread()) {
            try {
                lookNow();
            } catch (RuntimeException e) {
                log.error("What came back could not be handled, trying again", e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(settings.poll().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void stop() {
        Thread working = thread;
        thread = null;
        if (working != null) {
            working.interrupt();
            try {
                working.join(TIME_TO_STOP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
