package io.leadfluss.demo;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Takes in all mails of the demo, on loopback. What it has acknowledged is in the inbox: it answers only after the file is written. What comes back
 * to a mail lies in a mailbox that the program reads by IMAP, as it does a real one.
 */
@Component
@Profile("demo")
@ConditionalOnProperty("leadfluss.demo.smtp-port")
class MailServer implements SmartLifecycle {

    /** The user of that mailbox, and the password, which only this machine is asked for. */
    static final String RETURNS = "returns";

    private static final Logger log = LoggerFactory.getLogger(MailServer.class);

    private final Inbox inbox;
    private final GreenMail server;
    private final boolean withReturns;
    private volatile GreenMailUser returns;
    private volatile boolean running;

    MailServer(Inbox inbox, DemoSettings settings) {
        this.inbox = inbox;
        this.withReturns = settings.imapPort() > 0;
        List<ServerSetup> setups = new ArrayList<>(List.of(new ServerSetup(settings.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP)));
        if (withReturns) {
            setups.add(new ServerSetup(settings.imapPort(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        }
        this.server = new GreenMail(setups.toArray(ServerSetup[]::new));
    }

    @Override
    public void start() {
        server.start();
        server.getUserManager().setMessageDeliveryHandler(this::recipient);
        if (withReturns) {
            returns = server.setUser(RETURNS + "@localhost", RETURNS, RETURNS);
        }
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

    /** Lets a mail come back. */
    void giveBack(byte[] source) {
        if (returns != null) {
            try {
                returns.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(source)));
            } catch (MessagingException e) {
                throw new IllegalStateException("The mail cannot come back", e);
            }
        }
    }

    /** Everybody has a mailbox here, and all of them are the inbox, but for what comes back to the address that a mail was sent from. */
    private GreenMailUser recipient(MovingMessage message, MailAddress address) {
        if (returns != null && address.getEmail().startsWith("b+")) {
            return returns;
        }
        return new UserImpl(address.getEmail(), address.getEmail(), "", server.getManagers().getImapHostManager()) {
            @Override
            public void deliver(MovingMessage delivered) {
                keep(delivered, address);
            }
        };
    }

    private static String sender(MovingMessage message) {
        return message.getReturnPath() == null ? "" : message.getReturnPath().getEmail().replaceAll("[\\r\\n<>]", "");
    }

    /** An exception here is answered with 451, so the sender keeps the mail. */
    private void keep(MovingMessage message, MailAddress recipient) {
        try {
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            source.writeBytes(("Return-Path: <" + sender(message) + ">\r\n").getBytes(StandardCharsets.UTF_8));
            message.getMessage().writeTo(source);
            inbox.keep(recipient.getEmail(), source.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("A mail cannot be written to the inbox", e);
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail cannot be read", e);
        }
    }
}
