package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.mail.sender.Finding.Grade;
import io.leadfluss.mail.sender.Finding.Subject;
import io.leadfluss.mail.sender.SenderProfile.Dkim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What good and bad zones look like, and that each fault is named. */
@Timeout(60)
class DomainCheckTests {

    private static final Imprint IMPRINT = new Imprint("Muster", "GmbH", "Erika Muster", "Musterweg 1", "10115 Berlin", null, "info@muster.de",
            "+49 30 1", "Amtsgericht Charlottenburg", "HRB 1", "DE123456789", null, null);
    private static final String SELECTOR = "leadfluss1._domainkey.muster.de";

    @TempDir
    static Path folder;
    private static TestKey key;
    private static TestKey other;

    private DnsStub dns;
    private String outgoing = "198.51.100.7";
    private String bounceDomain = "bounce.muster.de";
    private Dkim dkim = new Dkim("muster.de", "leadfluss1", key.file());

    @BeforeAll
    static void makeKey() {
        key = TestKey.in(folder, 2048);
        other = TestKey.in(folder, 2048);
    }

    @BeforeEach
    void makeGoodZone() throws IOException {
        dns = new DnsStub()
                .knows("bounce.muster.de", "TXT", "v=spf1 ip4:198.51.100.7 -all").knows("bounce.muster.de", "MX", "10 mx.muster.de.")
                .knows("muster.de", "MX", "10 mx.muster.de.").knows("mx.muster.de", "A", "198.51.100.9")
                .knows(SELECTOR, "TXT", key.record())
                .knows("_dmarc.muster.de", "TXT", "v=DMARC1; p=reject; rua=mailto:dmarc@muster.de")
                .knows("7.100.51.198.in-addr.arpa", "PTR", "relay.muster.de.").knows("relay.muster.de", "A", "198.51.100.7");
    }

    @AfterEach
    void closeDns() {
        dns.close();
    }

    @Test
    void goodZoneIsGood() {
        List<Finding> findings = check();

        assertThat(findings).extracting(Finding::sentence).containsExactly("sending.profile.complete", "sending.streams.together", "sending.spf.good",
                "sending.dkim.good", "sending.dmarc.good", "sending.mx.good", "sending.mx.good", "sending.ptr.good");
        assertThat(findings).filteredOn(finding -> finding.subject() != Subject.STREAMS).extracting(Finding::grade).containsOnly(Grade.GOOD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bounce.muster.de | TXT |                                               | SPF   | BAD  | none",
        "bounce.muster.de | TXT | v=spf1 ip4:203.0.113.1 -all                   | SPF   | BAD  | not-ours",
        "bounce.muster.de | TXT | v=spf1 +all                                   | SPF   | BAD  | everybody",
        "bounce.muster.de | TXT | v=spf1 include:nowhere.de -all                | SPF   | BAD  | broken",
        "bounce.muster.de | TXT | v=spf1 ip4:198.51.100.7 ?all                  | SPF   | HINT | open",
        "leadfluss1._domainkey.muster.de | TXT |                                | DKIM  | BAD  | none",
        "leadfluss1._domainkey.muster.de | TXT | v=DKIM1; p=                    | DKIM  | BAD  | revoked",
        "leadfluss1._domainkey.muster.de | TXT | v=DKIM1; p=garbage!            | DKIM  | BAD  | unusable",
        "leadfluss1._domainkey.muster.de | TXT | v=DKIM1; k=ed25519; p=OWN      | DKIM  | BAD  | unusable",
        "leadfluss1._domainkey.muster.de | TXT | v=DKIM1; h=sha1; p=OWN         | DKIM  | BAD  | unusable",
        "leadfluss1._domainkey.muster.de | TXT | v=DKIM1; s=other; p=OWN        | DKIM  | BAD  | unusable",
        "leadfluss1._domainkey.muster.de | TXT | v=DKIM1; k=rsa; p=OTHER        | DKIM  | BAD  | other-key",
        "leadfluss1._domainkey.muster.de | TXT | v=DKIM1; t=y; p=OWN            | DKIM  | HINT | testing",
        "leadfluss1._domainkey.muster.de | TXT | p=OWN                          | DKIM  | GOOD | good",
        "_dmarc.muster.de | TXT |                                               | DMARC | BAD  | none",
        "_dmarc.muster.de | TXT | v=DMARC1; p=maybe                             | DMARC | BAD  | broken",
        "_dmarc.muster.de | TXT | v=DMARC1; p=none; rua=mailto:a@muster.de      | DMARC | HINT | watching",
        "_dmarc.muster.de | TXT | v=DMARC1; p=quarantine                        | DMARC | HINT | unreported",
        "_dmarc.muster.de | TXT | v=DMARC1;p=quarantine;adkim=s;aspf=s;rua=x    | DMARC | GOOD | good",
        "bounce.muster.de | MX  |                                               | MX    | BAD  | no-bounces",
        "bounce.muster.de | MX  | 0 .                                           | MX    | BAD  | no-bounces",
        "muster.de        | MX  |                                               | MX    | BAD  | none",
        "muster.de        | MX  | 10 gone.muster.de.                            | MX    | BAD  | lost",
        "7.100.51.198.in-addr.arpa | PTR |                                      | PTR   | BAD  | none",
        "7.100.51.198.in-addr.arpa | PTR | somebody.else.de.                    | PTR   | BAD  | one-way"})
    void namesTheFault(String name, String type, String value, Subject subject, Grade grade, String text) {
        dns.forgets(name);
        if (value != null) {
            dns.knows(name, type, value.replace("OWN", key.record().replaceAll(".*p=", "")).replace("OTHER", other.record().replaceAll(".*p=", "")));
        }
        if (name.equals("bounce.muster.de")) {
            dns.knows(name, type.equals("MX") ? "TXT" : "MX", type.equals("MX") ? "v=spf1 ip4:198.51.100.7 -all" : "10 mx.muster.de.");
        }

        assertThat(check()).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo(subject);
            assertThat(finding.text()).isEqualTo(text);
            assertThat(finding.grade()).isEqualTo(grade);
        });
    }

    @Test
    void saysWhatToPublish() {
        dns.forgets(SELECTOR).forgets("bounce.muster.de").forgets("_dmarc.muster.de");

        assertThat(check()).extracting(Finding::wanted).contains("v=spf1 ip4:198.51.100.7 -all",
                SELECTOR + ". IN TXT \"" + key.record() + "\"", "_dmarc.muster.de. IN TXT \"v=DMARC1; p=none; rua=mailto:info@muster.de\"");
    }

    @Test
    void shortKeyIsAHint() {
        TestKey shortKey = TestKey.in(folder, 1024);
        dkim = new Dkim("muster.de", "short", shortKey.file());
        dns.knows("short._domainkey.muster.de", "TXT", shortKey.record());

        assertThat(check()).extracting(Finding::sentence).contains("sending.dkim.short");
    }

    @Test
    void relayThatSignsIsLookedUpToo() {
        dkim = new Dkim("muster.de", "leadfluss1", null);

        assertThat(check()).extracting(Finding::sentence).contains("sending.dkim.by-relay");
    }

    @Test
    void withoutASignatureNothingIsGood() {
        dkim = null;

        assertThat(check()).extracting(Finding::sentence).contains("sending.dkim.unsigned", "sending.dmarc.only-spf");
    }

    @Test
    void signatureOfAnotherDomainDoesNotCount() {
        dkim = new Dkim("provider.de", "leadfluss1", key.file());
        bounceDomain = "bounces.provider.de";
        dns.knows("leadfluss1._domainkey.provider.de", "TXT", key.record());

        assertThat(check()).extracting(Finding::sentence).contains("sending.dmarc.unaligned");
    }

    @Test
    void policyOfTheDomainAboveCounts() {
        dns.forgets("_dmarc.muster.de").knows("_dmarc.news.muster.de", "TXT", "unrelated").knows("_dmarc.muster.de", "TXT",
                "v=DMARC1; p=none; sp=reject; rua=mailto:a@muster.de");
        dns.knows("news.muster.de", "MX", "10 mx.muster.de.");

        assertThat(check("info@news.muster.de")).extracting(Finding::sentence).contains("sending.dmarc.good");
    }

    @Test
    void bouncesWithoutADomainOfTheirOwnAreAHint() {
        bounceDomain = "";
        dns.knows("muster.de", "TXT", "v=spf1 ip4:198.51.100.7 -all");

        assertThat(check()).extracting(Finding::sentence).contains("sending.spf.good", "sending.mx.no-bounce-domain");
    }

    @Test
    void withoutAnAddressOfTheRelayTheReverseCannotBeChecked() {
        outgoing = "127.0.0.1";

        assertThat(check()).extracting(Finding::sentence).contains("sending.ptr.no-address", "sending.spf.unproven");
    }

    @Test
    void addressOfTheRelayIsOnlyAGuess() {
        outgoing = null;
        dns.forgets("relay.muster.de").knows("relay.muster.de", "A", "203.0.113.99");

        assertThat(check()).extracting(Finding::sentence).contains("sending.spf.not-relay", "sending.ptr.no-address");
        assertThat(check()).extracting(Finding::grade).doesNotContain(Grade.BAD);
    }

    @Test
    void silentDnsIsToldFromAnEmptyOne() {
        dns.fallSilent();

        List<Finding> findings = check();

        assertThat(findings).filteredOn(finding -> finding.subject() != Subject.PROFILE && finding.subject() != Subject.STREAMS)
                .extracting(Finding::grade).containsOnly(Grade.UNKNOWN);
        assertThat(dns.questions()).isLessThan(20);
    }

    @Test
    void domainsForExamplesAreNotAskedFor() {
        assertThat(check("info@leadfluss.example")).extracting(Finding::sentence).containsExactly("sending.profile.complete", "sending.spf.reserved");
        assertThat(dns.questions()).isZero();
    }

    private List<Finding> check() {
        return check("info@muster.de");
    }

    private List<Finding> check(String from) {
        SenderProfile profile = new SenderProfile(SenderProfile.DEFAULT, IMPRINT, from, from, "", bounceDomain, dkim);
        SenderProfiles profiles = new SenderProfiles(List.of(profile), Map.of());
        CheckSettings settings = new CheckSettings(outgoing == null ? List.of() : List.of(outgoing), dns.address(), Duration.ofMillis(500));
        return new DomainCheck(new Dns(settings), new Signatures(profiles), profiles, settings, new CheckSettings.RelayHost("relay.muster.de")).check(profile);
    }
}
