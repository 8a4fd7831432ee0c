package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.mail.sender.Spf.Result;
import io.leadfluss.mail.sender.Spf.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SPF says of an address what RFC 7208 makes of the record. */
class SpfTests {

    private DnsStub dns;

    @BeforeEach
    void openDns() throws IOException {
        dns = new DnsStub();
    }

    @AfterEach
    void closeDns() {
        dns.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v=spf1 ip4:198.51.100.7 -all                  | 198.51.100.7   | PASS",
        "v=spf1 ip4:198.51.100.7 -all                  | 198.51.100.8   | FAIL",
        "v=spf1 ip4:198.51.100.0/24 ~all               | 198.51.100.200 | PASS",
        "v=spf1 ip4:198.51.100.0/25 ~all               | 198.51.100.200 | SOFT_FAIL",
        "v=spf1 ip6:2001:db8::/32 -all                 | 2001:db8::1    | PASS",
        "v=spf1 ip6:2001:db8::1 -all                   | 2001:db8::2    | FAIL",
        "v=spf1 ip4:198.51.100.7 -all                  | 2001:db8::2    | FAIL",
        "v=spf1 a -all                                 | 203.0.113.1    | PASS",
        "v=spf1 a/24 -all                              | 203.0.113.99   | PASS",
        "v=spf1 a:mx.muster.de -all                    | 203.0.113.25   | PASS",
        "v=spf1 a:mx.muster.de/28//64 -all             | 203.0.113.30   | PASS",
        "v=spf1 mx -all                                | 203.0.113.25   | PASS",
        "v=spf1 mx -all                                | 203.0.113.26   | FAIL",
        "v=spf1 include:_spf.provider.de -all          | 192.0.2.44     | PASS",
        "v=spf1 include:_spf.provider.de -all          | 192.0.2.45     | FAIL",
        "v=spf1 redirect=_spf.provider.de              | 192.0.2.44     | PASS",
        "v=spf1 redirect=_spf.provider.de              | 192.0.2.45     | SOFT_FAIL",
        "v=spf1 -ip4:198.51.100.7 +all                 | 198.51.100.7   | FAIL",
        "v=spf1 ?all                                   | 198.51.100.7   | NEUTRAL",
        "v=spf1                                        | 198.51.100.7   | NEUTRAL",
        "V=SPF1 IP4:198.51.100.7 -ALL                  | 198.51.100.7   | PASS",
        "v=spf1 exists:%{i}.spf.muster.de exp=x -all   | 198.51.100.7   | FAIL",
        "v=spf1 include:missing.de -all                | 198.51.100.7   | BROKEN",
        "v=spf1 ip4:no -all                            | 198.51.100.7   | BROKEN",
        "v=spf1 ip4:198.51.100.0/x -all                | 198.51.100.7   | BROKEN",
        "v=spf1 ipv4:198.51.100.7 -all                 | 198.51.100.7   | BROKEN",
        "v=spf1 include:loop.de -all                   | 198.51.100.7   | BROKEN",
        "v=spf2 -all                                   | 198.51.100.7   | NONE"})
    void judges(String record, String address, Verdict verdict) throws IOException {
        dns.knows("muster.de", "TXT", record).knows("muster.de", "TXT", "something=else").knows("muster.de", "A", "203.0.113.1")
                .knows("muster.de", "MX", "10 mx.muster.de.").knows("mx.muster.de", "A", "203.0.113.25")
                .knows("_spf.provider.de", "TXT", "v=spf1 ip4:192.0.2.44 ~all").knows("loop.de", "TXT", "v=spf1 include:loop.de -all");

        assertThat(judge(address).verdict()).isEqualTo(verdict);
    }

    @Test
    void countsWhatAReceiverWouldLookUp() throws IOException {
        StringBuilder record = new StringBuilder("v=spf1");
        for (int i = 1; i <= 10; i++) {
            dns.knows("s" + i + ".de", "TXT", "v=spf1 ip4:203.0.113." + i + " -all");
            record.append(" include:s").append(i).append(".de");
        }
        dns.knows("muster.de", "TXT", record + " -all");
        assertThat(judge("198.51.100.7")).isEqualTo(new Result(Verdict.FAIL, 10, ""));

        dns.forgets("muster.de").knows("muster.de", "TXT", record + " mx -all");

        assertThat(judge("198.51.100.7")).isEqualTo(new Result(Verdict.BROKEN, 11, "muster.de"));
    }

    @Test
    void twoRecordsCountForNothing() throws IOException {
        dns.knows("muster.de", "TXT", "v=spf1 -all").knows("muster.de", "TXT", "v=spf1 ip4:198.51.100.7 -all");

        assertThat(judge("198.51.100.7").verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void silenceIsNoAnswer() throws IOException {
        dns.fallSilent();

        assertThat(judge("198.51.100.7").verdict()).isEqualTo(Verdict.NO_ANSWER);
    }

    private Result judge(String address) throws IOException {
        return new Spf(new Dns(new CheckSettings(List.of(), dns.address(), Duration.ofMillis(500))).questions())
                .judge("muster.de", InetAddress.getByName(address));
    }
}
