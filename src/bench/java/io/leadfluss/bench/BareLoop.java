package io.leadfluss.bench;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/**
 * Writes, signs and sends mails with Simple Java Mail as fast as it can, over connections that are kept: no database, no template, no consent, nobody who could
 * say afterwards what became of them.
 */
class BareLoop {

    private final SampleMail sample;
    private final int port;
    private final int connections;
    private final Session session;
    private final PrivateKey key;

    BareLoop(SampleMail sample, SigningKey key, int port, int connections) {
        this.sample = sample;
        this.port = port;
        this.connections = connections;
        this.key = key.key();
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.socketFactory", new PromptSocketFactory());
        this.session = Session.getInstance(properties);
    }

    /** Mails per second. */
    double run(int mails) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        long from = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            running.add(threads.submit(() -> {
                try (SMTPTransport transport = new SMTPTransport(session, null)) {
                    DkimSigner signer = signer();
                    transport.connect("127.0.0.1", port, null, null);
                    for (int number = next.incrementAndGet(); number <= mails; number = next.incrementAndGet()) {
                        MimeMessage mail = new DkimMessage(EmailConverter.emailToMimeMessage(mail(number), session), signer);
                        transport.sendMessage(mail, mail.getAllRecipients());
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
        return mails / ((System.nanoTime() - from) / 1e9);
    }

    /** With the library's own sockets each mail of more than 8 KB waits 40 ms. */
    private static final class PromptSocketFactory extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }

    /** As the library's own module signs, but without asking the DNS for our key with each mail. */
    private DkimSigner signer() throws Exception {
        DkimSigner signer = new DkimSigner(SigningKey.DOMAIN, SigningKey.SELECTOR, (RSAPrivateKey) key);
        signer.setHeaderCanonicalization(Canonicalization.RELAXED);
        signer.setBodyCanonicalization(Canonicalization.RELAXED);
        signer.setCheckDomainKey(false);
        return signer;
    }

    private Email mail(int number) throws Exception {
        return EmailBuilder.startingBlank().from("Muster GmbH", "hallo@muster.example").to("Erika Muster" + number, "erika" + number + "@bench.example")
                .withReplyTo("hallo@muster.example").withSubject(sample.subject()).withPlainText(sample.text()).withHTMLText(sample.html())
                .withHeader("List-Unsubscribe", sample.header("List-Unsubscribe")).withHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                .withHeader("Feedback-ID", sample.header("Feedback-ID")).fixingMessageId("<" + number + ".bench@muster.example>").buildEmail();
    }
}
