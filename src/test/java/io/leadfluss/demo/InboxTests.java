package io.leadfluss.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class InboxTests {

    @TempDir
    private Path data;
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void showsTheNewestFirst() throws IOException {
        Inbox inbox = inbox();
        inbox.keep("anna@example.com", mail("One", "Hello"));
        inbox.keep("anna@example.com", mail("Two", "Hello"));

        assertThat(inbox.list("", 0, 10)).extracting(ReceivedMail.Head::subject).containsExactly("Two", "One");
    }

    @Test
    void findsByRecipientWhateverItsCase() throws IOException {
        Inbox inbox = inbox();
        inbox.keep("anna@example.com", mail("One", "Hello"));
        inbox.keep("bernd@example.com", mail("Two", "Hello"));

        assertThat(inbox.list("ANNA", 0, 10)).extracting(ReceivedMail.Head::subject).containsExactly("One");
        assertThat(inbox.count("example.com")).isEqualTo(2);
    }

    @Test
    void isThereAfterARestart() throws IOException {
        inbox().keep("anna@example.com", mail("One", "Hello"));

        assertThat(inbox().list("anna", 0, 10)).extracting(ReceivedMail.Head::to).containsExactly("anna@example.com");
    }

    @Test
    void findsLinksWithoutThePunctuationBehindThem() throws IOException {
        Inbox inbox = inbox();
        inbox.keep("anna@example.com", mail("One", "See https://example.com/a?b=1&c=2, or (https://example.com/d)."));

        ReceivedMail mail = inbox.mail(inbox.list("", 0, 1).get(0).id()).orElseThrow();

        assertThat(mail.links()).containsExactly("https://example.com/a?b=1&c=2", "https://example.com/d");
        assertThat(mail.words()).filteredOn(ReceivedMail.Word::link).hasSize(2);
    }

    @Test
    void readsNothingOutsideItsFolder() throws IOException {
        Files.writeString(data.resolve("secret.eml"), "Subject: secret\r\n\r\n");

        assertThat(inbox().source("../secret")).isEmpty();
    }

    @Test
    void whatTheServerAcknowledgedIsInTheInbox() throws Exception {
        Inbox inbox = inbox();

        send(inbox, "Grüße");

        assertThat(inbox().list("anna@example.com", 0, 10)).extracting(ReceivedMail.Head::subject).containsExactly("Grüße");
    }

    @Test
    void senderKeepsAMailThatCouldNotBeWritten() throws IOException {
        Inbox inbox = inbox();
        FileSystemUtils.deleteRecursively(data.resolve("inbox"));

        assertThatThrownBy(() -> send(inbox, "Lost?")).isInstanceOf(MessagingException.class).hasMessageContaining("451");
    }

    private void send(Inbox inbox, String subject) throws Exception {
        int port = freePort();
        MailServer server = new MailServer(inbox, new DemoSettings(data, port, 0, false));
        server.start();
        try {
            Properties properties = new Properties();
            properties.put("mail.smtp.host", "127.0.0.1");
            properties.put("mail.smtp.port", Integer.toString(port));
            MimeMessage message = new MimeMessage(Session.getInstance(properties));
            message.setFrom(new InternetAddress("sender@example.com"));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress("anna@example.com"));
            message.setSubject(subject, "UTF-8");
            message.setText("Hello", "UTF-8");
            Transport.send(message);
        } finally {
            server.stop();
        }
    }

    private Inbox inbox() throws IOException {
        return new Inbox(DataFolder.open(data), clock);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static byte[] mail(String subject, String text) {
        return ("From: sender@example.com\r\nTo: x@example.com\r\nSubject: " + subject + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text)
                .getBytes(StandardCharsets.UTF_8);
    }
}
