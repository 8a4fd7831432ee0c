package io.leadfluss.demo;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Takes in all mails of the demo, on loopback. What it has acknowledged is in the inbox: it answers only after the file is written. */
@Component
@Profile("demo")
@ConditionalOnProperty("leadfluss.demo.smtp-port")
class MailServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MailServer.class);

    private final Inbox inbox;
    private final GreenMail server;
    private volatile boolean running;

    MailServer(Inbox inbox, DemoSettings settings) {
        this.inbox = inbox;
        this.server = new GreenMail(new ServerSetup(settings.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    @Override
    public void start() {
        server.start();
        server.getUserManager().setMessageDeliveryHandler(this::recipient);
        running = true;
        log.info("Mails of the demo are taken in at port {} and shown at /demo/inbox", server.getSmtp().getPort());
    }

    @Override
    public void stop() {
        server.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Up before and down after everything that sends. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    /** Everybody has a mailbox here, and all of them are the inbox. */
    private GreenMailUser recipient(MovingMessage message, MailAddress address) {
        return new UserImpl(address.getEmail(), address.getEmail(), "", server.getManagers().getImapHostManager()) {
            @Override
            public void deliver(MovingMessage delivered) {
                keep(delivered, address);
            }
        };
    }

    /** An exception here is answered with 451, so the sender keeps the mail. */
    private void keep(MovingMessage message, MailAddress recipient) {
        try {
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            message.getMessage().writeTo(source);
            inbox.keep(recipient.getEmail(), source.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("A mail cannot be written to the inbox", e);
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail cannot be read", e);
        }
    }
}
