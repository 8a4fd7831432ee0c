package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.mail.sender.SenderProfile.Dkim;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command says in words and by its exit code how the senders stand. */
class CheckDomainTests {

    private static final Imprint IMPRINT = new Imprint("Muster", "GmbH", "Erika Muster", "Musterweg 1", "10115 Berlin", null, "info@muster.de",
            "+49 30 1", "Amtsgericht Charlottenburg", "HRB 1", "DE123456789", null, null);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private DnsStub dns;
    private Dkim dkim;

    @BeforeEach
    void openDns() throws IOException {
        dns = new DnsStub().knows("muster.de", "MX", "10 mx.muster.de.").knows("mx.muster.de", "A", "198.51.100.9")
                .knows("muster.de", "TXT", "v=spf1 mx -all");
    }

    @AfterEach
    void closeDns() {
        dns.close();
    }

    @Test
    void somethingToMendIsOne() {
        assertThat(report(Locale.ENGLISH)).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("default <info@muster.de>", "To be mended", "muster.de has no DMARC record",
                "_dmarc.muster.de. IN TXT \"v=DMARC1; p=none; rua=mailto:info@muster.de\"");
    }

    @Test
    void speaksGerman() {
        report(Locale.GERMAN);

        assertThat(output.toString(StandardCharsets.UTF_8)).contains("Zu beheben", "muster.de hat keinen DMARC-Eintrag");
    }

    @Test
    void unknownSenderIsTwo() {
        assertThat(report(Locale.ENGLISH, "nobody")).isEqualTo(2);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("\"nobody\"", "default");
    }

    @Test
    void silentDnsIsThree() {
        dns.fallSilent();
        dkim = new Dkim("muster.de", "leadfluss1", null);

        assertThat(report(Locale.ENGLISH)).isEqualTo(3);
    }

    private int report(Locale locale, String... senders) {
        SenderProfiles profiles = new SenderProfiles(
                List.of(new SenderProfile(SenderProfile.DEFAULT, IMPRINT, "info@muster.de", "info@muster.de", "", "", dkim)), Map.of());
        CheckSettings settings = new CheckSettings(List.of(), dns.address(), Duration.ofMillis(300));
        DomainCheck check = new DomainCheck(new Dns(settings), new Signatures(profiles), profiles, settings, new CheckSettings.RelayHost(null));
        return new CheckDomain(profiles, check, CheckDomain.texts(), locale, new PrintStream(output, true, StandardCharsets.UTF_8)).report(List.of(senders));
    }
}
