package io.leadfluss.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that were made to do harm, and mails that were made by nobody. */
@Timeout(20)
class IncomingMailTests {

    @Test
    void readsHeadersAndTextInAnyLetters() {
        IncomingMail mail = read("Subject: =?utf-8?B?" + Base64.getEncoder()
                .encodeToString("Grüße".getBytes(StandardCharsets.UTF_8)) + "?=\n"
                + "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nSch=F6n");

        assertThat(mail.header("subject")).isEqualTo("Grüße");
        assertThat(mail.text()).startsWith("Schön");
    }

    @Test
    void mailWithinAMailStaysClosed() {
        String inner = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
                + "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n";
        IncomingMail mail = read("From: a@b.example\nContent-Type: multipart/mixed; boundary=o\n\n--o\n\nSee this bounce.\n--o\nContent-Type: message/rfc822\n\n"
                + inner + "\n--o--\n");

        assertThat(mail.sections()).extracting(IncomingMail.Section::type).containsExactly("text/plain", "message/rfc822");
        assertThat(Classifier.judge(mail).kind()).isEqualTo(Kind.REPLY);
    }

    @Test
    void reportWithFiveMegabytesBehindItIsJudgedByItsBeginning() {
        byte[] whole = (Samples.source("postfix-no-such-user").replace("--=_b7f3a--", "") + "<p>x</p>\r\n".repeat(500_000)).getBytes(StandardCharsets.UTF_8);

        Judged judged = Classifier.judge(IncomingMail.read(Arrays.copyOf(whole, 1_000_000), Limits.USUAL));

        assertThat(whole.length).isGreaterThan(5_000_000);
        assertThat(judged.bounce()).isEqualTo(BounceClass.HARD);
    }

    @Test
    void tooDeepIsNotRead() {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (int i = 1; i < 500; i++) {
            mail.append("--b").append(i - 1).append("\nContent-Type: multipart/mixed; boundary=b").append(i).append("\n\n");
        }

        assertThatThrownBy(() -> read(mail.toString())).isInstanceOf(UnreadableMail.class);
    }

    @Test
    void tooManyPartsAreNotRead() {
        assertThatThrownBy(() -> read("Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(50_000)))
                .isInstanceOf(UnreadableMail.class);
    }

    @Test
    void longPartsAreCutOff() {
        IncomingMail mail = read("Subject: x\n\n" + "no line break ".repeat(70_000));

        assertThat(mail.text()).hasSize(Limits.USUAL.characters());
        assertThat(Classifier.judge(mail).kind()).isEqualTo(Kind.REPLY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no mail at all", "Content-Type: multipart/report",
            "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n--",
            "Content-Type: multipart/report; boundary=b\n\n--b--", "Content-Type: text/plain; charset=\"../../etc\"\n\nx", ":\n:\n\n",
                    "Content-Type: ;;;=\n\n?",
            "Content-Type: message/delivery-status\n\nStatus: \nAction: failed\n",
                    "Content-Type: message/delivery-status\n\n" + "\u0000\u0001",
            "Subject: =?utf-8?B?%%%?=\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!"})
    void survivesWhatIsNoMail(String source) {
        assertThat(Classifier.judge(read(source))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("patternTraps")
    void isQuickWhateverTheWords(String words) {
        for (String head : new String[] {"Subject: x\n\n", "From: mailer-daemon@b.example\nSubject: failure notice\n\n",
                "Content-Type: text/html\n\n",
                "Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; "}) {
            long start = System.nanoTime();
            Classifier.judge(read(head + words));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(head).isLessThan(Duration.ofSeconds(2));
        }
        long start = System.nanoTime();
        Classifier.judge(read("Subject: " + words.replace("\n", " ") + "\n\nx"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    static String[] patternTraps() {
        return new String[] {"a".repeat(900_000), "kein ".repeat(180_000), "am ".repeat(300_000), "\non ".repeat(200_000),
                "5.1.".repeat(200_000),
                "user ".repeat(180_000), "<".repeat(900_000), "<a ".repeat(300_000), "- ".repeat(400_000), " ".repeat(900_000),
                        "\n".repeat(900_000),
                "newsletter ".repeat(80_000), "re: ".repeat(200_000), "(".repeat(500_000), "\nVon: x\n".repeat(90_000),
                        "your message".repeat(70_000),
                "\\x{F6}".repeat(100_000)};
    }

    /** Whatever bits are turned over, there is a judgement or a refusal, and never another error. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesDamage(long seed) {
        Random random = new Random(seed);
        for (String name : Samples.names()) {
            byte[] source = Samples.source(name).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 20; i++) {
                source[random.nextInt(source.length)] = (byte) random.nextInt();
            }
            byte[] damaged = Arrays.copyOf(source, random.nextInt(source.length));
            try {
                assertThat(Classifier.judge(IncomingMail.read(damaged, Limits.USUAL))).isNotNull();
            } catch (UnreadableMail e) {
                assertThat(e).hasMessageStartingWith("it");
            }
        }
    }

    private static IncomingMail read(String source) {
        return IncomingMail.read(source.getBytes(StandardCharsets.UTF_8), Limits.USUAL);
    }
}
