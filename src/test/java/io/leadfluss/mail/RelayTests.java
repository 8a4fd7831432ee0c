package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.mail.MailSettings.Dispatch;
import io.leadfluss.mail.MailSettings.Smtp;
import io.leadfluss.mail.MailSettings.Tls;
import io.leadfluss.mail.RelayAnswer.Outcome;
import io.leadfluss.mail.TlsRelay.Way;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

/** Nothing is said to a relay that cannot prove who it is, and none can hold us for ever. */
@Timeout(60)
class RelayTests {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** For relays that answer, on a machine that may be busy. */
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Ten times as long for all of a mail. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private static TestCertificate right;
    private static TestCertificate ofAnother;

    @BeforeAll
    static void makeCertificates() throws Exception {
        right = TestCertificate.of("localhost");
        ofAnother = TestCertificate.of("mail.evil.example");
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "FROM_THE_START"})
    void talksToARelayWhoseCertificateIsTrustedAndNamesIt(Way way) throws Exception {
        try (TlsRelay server = new TlsRelay(way, right.server(), null); Relay.Connection connection = relay(server, way, right.trusted(), LONG).connection()) {
            assertThat(connection.open()).isEmpty();
            assertThat(connection.send(mail(100)).outcome()).isEqualTo(Outcome.ACCEPTED);

            assertThat(server.encrypted()).contains("MAIL FROM:<a@muster.example>");
            assertThat(server.inTheClear()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "FROM_THE_START"})
    void saysNothingToOneThatNobodyVouchesFor(Way way) throws Exception {
        assertNothingIsSaid(way, right, null, "certification path");
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "FROM_THE_START"})
    void saysNothingToOneWithTheCertificateOfAnother(Way way) throws Exception {
        assertNothingIsSaid(way, ofAnother, ofAnother.trusted(), "localhost");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_TLS", "STARTTLS_REFUSED", "STARTTLS_IN_THE_CLEAR"})
    void neverFallsBackToPlainText(Way way) throws Exception {
        assertNothingIsSaid(way, right, right.trusted(), "");
    }

    @ParameterizedTest
    @CsvSource({"GREETING, STARTTLS", "EHLO, STARTTLS", "STARTTLS, STARTTLS", "GREETING, FROM_THE_START", "EHLO, FROM_THE_START"})
    void aSilentRelayCostsNoMoreThanItsTimeBeforeAnyMail(String phase, Way way) throws Exception {
        try (TlsRelay server = new TlsRelay(way, right.server(), phase); Relay.Connection connection = relay(server, way, right.trusted(), PATIENCE).connection()) {
            long start = System.nanoTime();

            Optional<RelayAnswer> answer = connection.open();

            assertThat(System.nanoTime() - start).isLessThan(PATIENCE.multipliedBy(5).toNanos());
            assertThat(answer).get().extracting(RelayAnswer::outcome).isEqualTo(Outcome.NO_RELAY);
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, DEFERRED", "RCPT, DEFERRED", "DATA, DEFERRED", "BODY, DEFERRED", "DOT, UNKNOWN"})
    void aRelayThatFallsSilentLeavesADoubtOnlyBehindTheWholeMail(String phase, Outcome outcome) throws Exception {
        try (TlsRelay server = new TlsRelay(Way.STARTTLS, right.server(), phase);
                Relay.Connection connection = relay(server, Way.STARTTLS, right.trusted(), PATIENCE).connection()) {
            assertThat(connection.open()).isEmpty();
            long start = System.nanoTime();

            RelayAnswer answer = connection.send(mail(phase.equals("BODY") ? 20_000_000 : 1000));

            assertThat(answer.outcome()).as(answer.text()).isEqualTo(outcome);
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE.multipliedBy(5).toNanos());
        }
    }

    @ParameterizedTest
    @CsvSource({"GREETING, STARTTLS", "STARTTLS, STARTTLS", "GREETING, FROM_THE_START", "EHLO, FROM_THE_START"})
    void aRelayThatNeverEndsItsAnswerIsCutOff(String phase, Way way) throws Exception {
        try (TlsRelay server = new TlsRelay(way, right.server(), phase, true);
                Relay.Connection connection = relay(server, way, right.trusted(), SHORT).connection()) {
            assertThat(connection.open()).get().extracting(RelayAnswer::outcome).isEqualTo(Outcome.NO_RELAY);
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, STARTTLS, DEFERRED", "DOT, STARTTLS, UNKNOWN", "MAIL, FROM_THE_START, DEFERRED", "DOT, FROM_THE_START, UNKNOWN"})
    void aRelayThatNeverEndsItsAnswerToAMailIsCutOff(String phase, Way way, Outcome outcome) throws Exception {
        try (TlsRelay server = new TlsRelay(way, right.server(), phase, true);
                Relay.Connection connection = relay(server, way, right.trusted(), SHORT).connection()) {
            assertThat(connection.open()).isEmpty();

            RelayAnswer answer = connection.send(mail(100));

            assertThat(answer.outcome()).as(answer.text()).isEqualTo(outcome);
        }
    }

    @Test
    void aRelayThatIsNotThereIsSaidToBeMissing() throws Exception {
        int port;
        try (TlsRelay server = new TlsRelay(Way.NO_TLS, null, null)) {
            port = server.port();
        }

        Optional<RelayAnswer> answer = new Relay(settings(port, Tls.REQUIRED, null, LONG), new DefaultSslBundleRegistry()).connection().open();

        assertThat(answer).get().extracting(RelayAnswer::text).asString().contains("no connection to localhost:" + port);
    }

    private static void assertNothingIsSaid(Way way, TestCertificate shown, SslBundles trusted, String reason) throws Exception {
        try (TlsRelay server = new TlsRelay(way, shown.server(), null); Relay.Connection connection = relay(server, way, trusted, LONG).connection()) {
            Optional<RelayAnswer> answer = connection.open();

            assertThat(answer).get().extracting(RelayAnswer::outcome).isEqualTo(Outcome.NO_RELAY);
            assertThat(answer.orElseThrow().text()).contains(reason);
            assertThat(server.encrypted()).isEmpty();
            assertThat(server.inTheClear()).noneMatch(line -> line.matches("(MAIL|RCPT|AUTH|DATA).*"));
        }
    }

    private static Relay relay(TlsRelay server, Way way, SslBundles trusted, Duration patience) {
        MailSettings settings = settings(server.port(), way == Way.FROM_THE_START ? Tls.IMPLICIT : Tls.REQUIRED, trusted == null ? null : "relay", patience);
        return new Relay(settings, trusted == null ? new DefaultSslBundleRegistry() : trusted);
    }

    private static MailSettings settings(int port, Tls tls, String bundle, Duration patience) {
        return new MailSettings(new Smtp("localhost", port, null, null, tls, patience, patience, bundle), new Dispatch(0, 1, PATIENCE, PATIENCE, 1));
    }

    private static MimeMessage mail(int length) throws Exception {
        Session session = Session.getInstance(new Properties());
        byte[] text = ("From: a@muster.example\r\nTo: b@example.org\r\n\r\n" + "x".repeat(78).concat("\r\n").repeat(length / 80 + 1))
                .getBytes(StandardCharsets.US_ASCII);
        return ComposedMail.of(new MimeMessage(session, new ByteArrayInputStream(text)), session, "a@muster.example", bytes -> bytes);
    }
}
