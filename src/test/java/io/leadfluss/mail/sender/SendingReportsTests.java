package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.mail.sender.SenderProfile.Dkim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may not start a mailing, and for how long an answer of the DNS counts. */
class SendingReportsTests {

    private static final Imprint IMPRINT = new Imprint("Muster", "GmbH", "Erika Muster", "Musterweg 1", "10115 Berlin", null, "info@muster.de",
            "+49 30 1", "Amtsgericht Charlottenburg", "HRB 1", "DE123456789", null, null);

    @TempDir Path folder;
    private DnsStub dns;
    private SenderProfiles profiles;
    private DomainCheck check;
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @BeforeEach
    void makeZone() throws IOException {
        TestKey key = TestKey.in(folder, 1024);
        dns = new DnsStub().knows("muster.de", "MX", "10 mx.muster.de.").knows("mx.muster.de", "A", "198.51.100.9")
                .knows("muster.de", "TXT", "v=spf1 mx -all").knows("s1._domainkey.muster.de", "TXT", key.record())
                .knows("_dmarc.muster.de", "TXT", "v=DMARC1; p=none");
        profiles = new SenderProfiles(List.of(new SenderProfile(SenderProfile.DEFAULT, IMPRINT, "info@muster.de", "info@muster.de", "", "",
                new Dkim("muster.de", "s1", key.file()))), Map.of());
        CheckSettings settings = new CheckSettings(List.of(), dns.address(), Duration.ofMillis(500));
        check = new DomainCheck(new Dns(settings), new Signatures(profiles), profiles, settings, new CheckSettings.RelayHost("127.0.0.1"));
    }

    @AfterEach
    void closeDns() {
        dns.close();
    }

    @Test
    void whatCouldBeBetterHindersNobody() {
        assertThat(reports().mustBeMended("marketing")).isFalse();
    }

    @Test
    void whatReceiversRefuseMustBeMended() {
        dns.forgets("_dmarc.muster.de");

        assertThat(reports().mustBeMended("marketing")).isTrue();
    }

    @Test
    void silentDnsHindersNobody() {
        dns.fallSilent();

        assertThat(reports().mustBeMended("marketing")).isFalse();
    }

    @Test
    void reportCountsForTenMinutesUnlessAskedForAnew() {
        SendingReports reports = reports();
        reports.mustBeMended("marketing");
        dns.forgets("_dmarc.muster.de");
        now = now.plus(Duration.ofMinutes(9));
        assertThat(reports.mustBeMended("marketing")).isFalse();

        reports.forget();

        assertThat(reports.mustBeMended("marketing")).isTrue();
    }

    @Test
    void oldReportIsMadeAnew() {
        SendingReports reports = reports();
        reports.mustBeMended("marketing");
        dns.forgets("_dmarc.muster.de");

        now = now.plus(Duration.ofMinutes(11));

        assertThat(reports.mustBeMended("marketing")).isTrue();
    }

    private SendingReports reports() {
        return new SendingReports(profiles, check, new Clock() {

            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
    }
}
