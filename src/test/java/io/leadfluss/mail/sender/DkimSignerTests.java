package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures hold for whoever reads RFC 6376, and break when anything that matters is changed. */
class DkimSignerTests {

    private static final String MAIL = """
            Date: Sun, 22 Nov 2026 12:00:00 +0000
            From: "Muster GmbH" <news@muster.example>
            Reply-To: hallo@muster.example
            To: =?UTF-8?Q?J=C3=B6rg?= <joerg@example.org>
            Message-ID: <1.abc@muster.example>
            Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8;
             boundary="x"
            List-Unsubscribe: <https://muster.example/u/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>,
             <mailto:hallo@muster.example?subject=unsubscribe%20aaaaaaaaaaaaaaaa>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click

            Guten  Tag \t
            .

            mit Gr\u00fc\u00dfen


            """;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    static Path folder;
    private static TestKey key;
    private static DkimSigner signer;

    @BeforeAll
    static void makeKey() {
        key = TestKey.in(folder, 2048);
        signer = new DkimSigner("muster.example", "leadfluss1", DkimKey.read(key.file()));
    }

    @Test
    void holdsForAnIndependentVerifier() {
        DkimVerdict verdict = DkimVerdict.on(signed(MAIL), key.record());

        assertThat(verdict.failure()).isNull();
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.signatures().get(0).getHeaderCanonicalisationMethod()).isEqualTo("relaxed");
        assertThat(verdict.signatures().get(0).getBodyCanonicalisationMethod()).isEqualTo("relaxed");
        assertThat(verdict.signatures().get(0).getDToken()).hasToString("muster.example");
        assertThat(verdict.signatures().get(0).getSignatureTimestamp()).isEqualTo(NOW.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Reply-To", "List-Unsubscribe",
            "List-Unsubscribe-Post"})
    void namesEachHeaderOnceMoreThanItOccurs(String name) {
        assertThat(DkimVerdict.on(signed(MAIL), key.record()).signatures().get(0).getHeaders().stream()
                .filter(header -> header.toString().equalsIgnoreCase(name))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: evil@evil.example", "To: evil@evil.example", "Subject: Gewonnen!", "Reply-To: evil@evil.example",
            "List-Unsubscribe: <https://evil.example/>", "List-Unsubscribe-Post: x", "Content-Type: text/html", "Date: Mon, 23 Nov 2026 12:00:00 +0000",
            "Message-ID: <other@evil.example>", "Cc: evil@evil.example", "Auto-Submitted: auto-generated"})
    void breaksWhenAnybodyAddsAHeader(String header) {
        String mail = new String(signed(MAIL), StandardCharsets.UTF_8);

        assertThat(DkimVerdict.on(bytes(header + "\r\n" + mail), key.record()).valid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"List-Unsubscribe: ", "List-Unsubscribe-Post: ", "From: ", "Subject: ", "Message-ID: "})
    void breaksWhenAHeaderIsTakenAway(String header) {
        String mail = new String(signed(MAIL), StandardCharsets.UTF_8);

        assertThat(mail).contains(header);
        assertThat(DkimVerdict.on(bytes(mail.replaceFirst("\r\n" + header, "\r\nX-Was: ")), key.record()).valid()).isFalse();
    }

    @Test
    void breaksWhenTheTextIsChanged() {
        String mail = new String(signed(MAIL), StandardCharsets.UTF_8);

        assertThat(DkimVerdict.on(bytes(mail.replace("Guten", "Gutem")), key.record()).valid()).isFalse();
        assertThat(DkimVerdict.on(bytes(mail + "mehr\r\n"), key.record()).valid()).isFalse();
    }

    @Test
    void bearsWhatServersDoToBlanksAndLineBreaks() {
        String mail = new String(signed(MAIL), StandardCharsets.UTF_8);

        assertThat(DkimVerdict.on(bytes(mail.replace("Guten  Tag \t", "Guten Tag") + "\r\n\r\n"), key.record()).valid()).isTrue();
        assertThat(DkimVerdict.on(bytes(mail.replace(",\r\n <mailto", ", <mailto")), key.record()).valid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a \n", "\n\na\n", " \n \t\na\n\t\n\n", "a\n\n b\t\tc  \n\n", ".", "..\n", " a"})
    void knowsTheEdgesOfBodies(String body) {
        String mail = "From: a@muster.example\nSubject:\nTo:  b@example.org  \n\n" + body;

        assertThat(DkimVerdict.on(signed(mail), key.record()).failure()).isNull();
    }

    @Test
    void holdsForAnyMail() {
        Random random = new Random(4711);
        String signs = "ab \t:;=<>@.\u00fc\u00df\u4e16";
        for (int i = 0; i < 300; i++) {
            StringBuilder mail = new StringBuilder("From: a@muster.example\nSubject: ");
            for (int n = random.nextInt(200); n > 0; n--) {
                // No sign but a blank may follow a line break within a header.
                mail.append(random.nextInt(40) == 0 ? "x\n x" : signs.charAt(random.nextInt(signs.length())));
            }
            mail.append("z\n\n");
            for (int n = random.nextInt(400); n > 0; n--) {
                mail.append(random.nextInt(12) == 0 ? '\n' : signs.charAt(random.nextInt(signs.length())));
            }
            mail.append(".\n \n");

            assertThat(DkimVerdict.on(signed(mail.toString()), key.record()).failure()).as(mail.toString()).isNull();
        }
    }

    @Test
    void readsKeysInTheOlderForm() {
        DkimKey older = DkimKey.read(key.olderForm());

        assertThat(older.published()).isEqualTo(DkimKey.read(key.file()).published());
        assertThat(key.record()).endsWith(older.published());
        assertThat(older.bits()).isEqualTo(2048);
    }

    @ParameterizedTest
    @CsvSource({"'', is no private key", "'-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', is no RSA key"})
    void saysWhatIsWrongWithAKey(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.pem"), content);

        assertThatThrownBy(() -> DkimKey.read(file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void refusesAKeyThatIsTooShortOrNotThere() {
        TestKey weak = TestKey.in(folder, 512);

        assertThatThrownBy(() -> DkimKey.read(weak.file())).hasMessageContaining("512 bits");
        assertThatThrownBy(() -> DkimKey.read(folder.resolve("none.pem"))).hasMessageContaining("cannot be read");
    }

    private static byte[] signed(String mail) {
        byte[] whole = bytes(mail.replace("\n", "\r\n"));
        return bytes(signer.header(whole, NOW) + new String(whole, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(StandardCharsets.UTF_8);
    }
}
