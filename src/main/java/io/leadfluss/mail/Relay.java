package io.leadfluss.mail;

import io.leadfluss.mail.MailSettings.Smtp;
import io.leadfluss.mail.MailSettings.Tls;
import io.leadfluss.mail.MailWriter.Written;
import io.leadfluss.mail.RelayAnswer.Outcome;
import io.leadfluss.mail.template.BrokenTemplate;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.MailerRegularBuilder;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.mailer.MailerBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** The SMTP server that takes our mails further: how to reach it, and what its answers mean. */
@Component
class Relay {

    private static final long IDLE_NANOS = 15_000_000_000L;

    static {
        // Else the library looks through all jars for this class again and again, which takes a fifth of the time of a mail.
        if (System.getProperty(StreamProvider.class.getName()) == null) {
            System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
        }
    }

    private final Smtp smtp;
    private final Mailer mailer;
    private final Session session;
    private final Session international;
    private final SSLSocketFactory trusted;
    private final ScheduledExecutorService watch;

    @Autowired
    Relay(MailSettings settings, SslBundles bundles) {
        this.smtp = settings.smtp();
        this.trusted = trusted(smtp, bundles);
        this.watch = watch();
        this.mailer = smtp.isConfigured() ? mailer(smtp) : null;
        this.session = mailer == null ? null : mailer.getSession();
        this.international = mailer == null ? null : international(session);
    }

    Relay(MailSettings settings) {
        this(settings, new DefaultSslBundleRegistry());
    }

    boolean isConfigured() {
        return mailer != null;
    }

    /** One connection, opened when first needed and kept between mails; for one thread. */
    Connection connection() {
        return new Connection();
    }

    private static Mailer mailer(Smtp smtp) {
        MailerRegularBuilder<?> builder = MailerBuilder
                .withSMTPServer(smtp.host(), smtp.port(), blankToNull(smtp.username()), blankToNull(smtp.password()))
                .withTransportStrategy(strategy(smtp))
                .verifyingServerIdentity(true)
                // Else the library takes any certificate, whoever signed it.
                .trustingAllHosts(false)
                .withSessionTimeout((int) smtp.timeout().toMillis())
                .withProperty(strategy(smtp).propertyNameConnectionTimeout(), Long.toString(smtp.connectTimeout().toMillis()))
                // Our own addresses are stricter than the built-in check, and may be international.
                .clearEmailValidator();
        Mailer mailer = builder.buildMailer();
        // Else a relay that the bundle refuses is tried once more with the certificates of the Java runtime.
        mailer.getSession().getProperties().put(prefix(smtp) + ".socketFactory.fallback", "false");
        // Who has just been silent for too long will not say goodbye either.
        mailer.getSession().getProperties().put(prefix(smtp) + ".quitwait", "false");
        return mailer;
    }

    private static String prefix(Smtp smtp) {
        return "mail." + (strategy(smtp) == TransportStrategy.SMTPS ? "smtps" : "smtp");
    }

    /** Without a bundle, the certificates of the Java runtime. */
    private static SSLSocketFactory trusted(Smtp smtp, SslBundles bundles) {
        String bundle = blankToNull(smtp.sslBundle());
        return bundle == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : bundles.getBundle(bundle).createSslContext().getSocketFactory();
    }

    private static ScheduledExecutorService watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "mail-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    private static TransportStrategy strategy(Smtp smtp) {
        if (smtp.tls() == Tls.NONE) {
            TransportStrategy plain = TransportStrategy.SMTP;
            plain.setOpportunisticTLS(false);
            return plain;
        }
        return smtp.tls() == Tls.IMPLICIT || smtp.port() == 465 ? TransportStrategy.SMTPS : TransportStrategy.SMTP_TLS;
    }

    /** Only for addresses that need it: a mail marked SMTPUTF8 is refused by every server that does not know it. */
    private static Session international(Session session) {
        Properties properties = new Properties();
        properties.putAll(session.getProperties());
        properties.put("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value;
    }

    final class Connection implements AutoCloseable {

        private RelayTransport transport;
        private RelaySockets sockets;
        private long usedAt;
        private boolean fresh;

        /** @throws BrokenTemplate when a header would break the mail */
        MimeMessage compose(Written mail) {
            try {
                Email email = mail.email();
                mailer.validate(email);
                Session on = isInternational(email) ? international : session;
                return ComposedMail.of(EmailConverter.emailToMimeMessage(email, on), on, mail.envelopeSender(), mail.seal());
            } catch (MessagingException | IOException | RuntimeException e) {
                throw new BrokenTemplate("The mail cannot be composed: " + e.getMessage(), e);
            }
        }

        /** Makes sure that there is a relay; else says why not. */
        Optional<RelayAnswer> open() {
            if (isKept()) {
                return Optional.empty();
            }
            try {
                transport = connect(session);
                usedAt = System.nanoTime();
                fresh = true;
                return Optional.empty();
            } catch (MessagingException | RuntimeException e) {
                close();
                return Optional.of(noRelay(e));
            }
        }

        RelayAnswer send(MimeMessage mail) {
            boolean kept = isKept() && !fresh;
            fresh = false;
            RelayAnswer answer = trySend(mail);
            // A relay may close a kept connection at any time: that says nothing about the mail or the relay.
            return kept && answer.outcome() == Outcome.DEFERRED && transport == null ? trySend(mail) : answer;
        }

        private boolean isKept() {
            if (transport != null && System.nanoTime() - usedAt > IDLE_NANOS) {
                close();
            }
            return transport != null;
        }

        private RelayAnswer trySend(MimeMessage mail) {
            boolean utf8 = mail.getSession() == international;
            try {
                if (utf8) {
                    close();
                }
                if (transport == null) {
                    transport = connect(mail.getSession());
                }
            } catch (MessagingException | RuntimeException e) {
                close();
                return noRelay(e);
            }
            try {
                if (utf8 && !transport.supportsExtension("SMTPUTF8")) {
                    return new RelayAnswer(Outcome.REFUSED, "the relay does not take addresses with letters beyond ASCII (SMTPUTF8)");
                }
                ScheduledFuture<?> end = watch.schedule(sockets::cut, smtp.longest().toMillis(), TimeUnit.MILLISECONDS);
                try {
                    transport.sendMessage(mail, mail.getAllRecipients());
                } finally {
                    end.cancel(false);
                }
                usedAt = System.nanoTime();
                return new RelayAnswer(Outcome.ACCEPTED, transport.getLastServerResponse());
            } catch (MessagingException e) {
                return answer(e);
            } finally {
                if (utf8) {
                    close();
                }
            }
        }

        private RelayAnswer noRelay(Exception cause) {
            return new RelayAnswer(Outcome.NO_RELAY, "no connection to " + smtp.host() + ":" + smtp.port() + ": " + deepest(cause));
        }

        private RelayAnswer answer(MessagingException failure) {
            int code = -1;
            boolean ofSender = false;
            String words = null;
            for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
                if (e instanceof SMTPAddressFailedException address) {
                    code = address.getReturnCode();
                    words = address.getMessage();
                    ofSender = false;
                } else if (e instanceof SMTPSenderFailedException sender) {
                    code = sender.getReturnCode();
                    words = sender.getMessage();
                    ofSender = true;
                } else if (e instanceof SMTPSendFailedException send && code < 0) {
                    code = send.getReturnCode();
                    words = send.getMessage();
                    ofSender = send.getCommand() != null && send.getCommand().startsWith("MAIL ");
                }
            }
            boolean complete = transport.mailMayBeComplete();
            usedAt = System.nanoTime();
            if (code < 400 || code == 421) {
                close();
            }
            if (code >= 400) {
                // All our mails have the same sender: who refuses it refuses them all, whoever they are for.
                Outcome refusal = ofSender ? Outcome.NO_RELAY : Outcome.REFUSED;
                return new RelayAnswer(code >= 500 ? refusal : Outcome.DEFERRED, words);
            }
            return complete ? new RelayAnswer(Outcome.UNKNOWN, "the connection broke after the whole mail was sent: " + deepest(failure))
                    : new RelayAnswer(Outcome.DEFERRED, "the connection broke: " + deepest(failure));
        }

        private RelayTransport connect(Session on) throws MessagingException {
            RelaySockets made = new RelaySockets();
            Properties properties = new Properties();
            properties.putAll(on.getProperties());
            properties.put(prefix(smtp) + ".ssl.socketFactory", made.within(trusted));
            if (strategy(smtp) != TransportStrategy.SMTPS) {
                properties.put(prefix(smtp) + ".socketFactory", made);
            }
            RelayTransport opened = new RelayTransport(Session.getInstance(properties), strategy(smtp) == TransportStrategy.SMTPS);
            ScheduledFuture<?> end = watch.schedule(made::cut, smtp.longest().toMillis(), TimeUnit.MILLISECONDS);
            try {
                opened.connect(smtp.host(), smtp.port(), blankToNull(smtp.username()), blankToNull(smtp.password()));
            } finally {
                end.cancel(false);
            }
            sockets = made;
            return opened;
        }

        private boolean isInternational(Email email) {
            return email.getRecipients().stream().anyMatch(to -> !StandardCharsets.US_ASCII.newEncoder().canEncode(to.getAddress()));
        }

        @Override
        public void close() {
            if (transport != null) {
                try {
                    transport.close();
                } catch (MessagingException e) {
                    // It is given up in any case.
                }
                transport = null;
            }
        }

        private static String deepest(Exception failure) {
            Throwable cause = failure;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        }
    }
}
