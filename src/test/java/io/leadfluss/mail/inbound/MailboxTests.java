package io.leadfluss.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.leadfluss.mail.inbound.InboundSettings.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mailbox as a real IMAP server offers it. */
class MailboxTests {

    private GreenMail server;
    private GreenMailUser user;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        user = server.setUser("bounces@leadfluss.example", "bounces", "secret");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void fetchesEachMailOnceAndDeletesIt() throws Exception {
        deliver("one");
        deliver("two");

        assertThat(fetch(true, 10_000)).hasSize(2).first()
                .satisfies(source -> assertThat(new String(source, StandardCharsets.UTF_8)).contains("Subject: one", "Hello"));
        assertThat(fetch(true, 10_000)).isEmpty();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void marksMailsAsReadWhenTheyAreToStay() throws Exception {
        deliver("one");

        assertThat(fetch(false, 10_000)).hasSize(1);
        assertThat(fetch(false, 10_000)).isEmpty();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void hugeMailIsCutOff() throws Exception {
        deliver("x".repeat(300_000));

        assertThat(fetch(true, 100_000)).hasSize(1).first().satisfies(source -> assertThat(source).hasSize(100_000));
    }

    @Test
    void mailThatCannotBeStoredStays() throws Exception {
        deliver("one");
        Mailbox mailbox = new Mailbox(settings(server.getImap().getPort(), true, 10_000));

        assertThatThrownBy(() -> mailbox.fetch(source -> {
            throw new IllegalStateException("no database");
        })).isInstanceOf(IllegalStateException.class);

        assertThat(fetch(true, 10_000)).hasSize(1);
    }

    @Test
    void serverThatIsGoneIsSaid() {
        Mailbox mailbox = new Mailbox(settings(server.getImap().getPort(), true, 10_000));
        server.stop();

        assertThatThrownBy(() -> mailbox.fetch(source -> { })).isInstanceOf(MessagingException.class);
    }

    @Test
    void passwordNeverTravelsReadable() {
        assertThatThrownBy(() -> settings("imap.example.com", 143, true, 10_000)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leadfluss.mail.inbound.tls");
    }

    private List<byte[]> fetch(boolean delete, int limit) throws MessagingException {
        List<byte[]> sources = new ArrayList<>();
        new Mailbox(settings(server.getImap().getPort(), delete, limit)).fetch(sources::add);
        return sources;
    }

    private void deliver(String subject) throws MessagingException {
        user.deliver(new MimeMessage(Session.getInstance(System.getProperties()),
                new ByteArrayInputStream(("From: a@b.example\r\nSubject: " + subject + "\r\n\r\nHello\r\n")
                        .getBytes(StandardCharsets.UTF_8))));
    }

    private static InboundSettings settings(int port, boolean delete, int limit) {
        return settings("127.0.0.1", port, delete, limit);
    }

    private static InboundSettings settings(String host, int port, boolean delete, int limit) {
        return new InboundSettings(host, port, "bounces", "secret", Tls.NONE, "INBOX", Duration.ofMinutes(1), delete, limit,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofDays(30), new InboundSettings.Soft(5, Duration.ofDays(14)), 10, 0.002, 0.1);
    }
}
