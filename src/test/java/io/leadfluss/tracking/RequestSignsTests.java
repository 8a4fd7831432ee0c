package io.leadfluss.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestSignsTests {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

    private final RequestSigns signs = signs("https://leadfluss.example");

    @ParameterizedTest
    @ValueSource(strings = {
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Thunderbird/143.0",
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
            "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"})
    void nothingSpeaksAgainstBrowsersMailProgramsAndProxiesThatLoadOnOpening(String userAgent) {
        assertThat(signs.of(HitKind.CLICK, browser(userAgent))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)|PROGRAM",
            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)|PROGRAM",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36|PROGRAM",
            "python-requests/2.32.3|PROGRAM", "curl/8.5.0|PROGRAM", "Go-http-client/1.1|PROGRAM",
            "BarracudaCentral/1.0|GATEWAY", "Mozilla/5.0 Mimecast-URL-Scanner|GATEWAY", "CiscoSecureEmail|GATEWAY",
            "Mozilla/5.0|NAMELESS", "''|NAMELESS"})
    void knowsMachinesByTheirNames(String userAgent, Sign sign) {
        assertThat(signs.of(HitKind.CLICK, browser(userAgent))).containsExactly(sign);
    }

    @Test
    void aProgramThatHidesNothingIsKnownByItsRequestAlone() {
        MockHttpServletRequest program = new MockHttpServletRequest("GET", "/l/x");
        program.addHeader("User-Agent", "python-requests/2.32.3");
        program.addHeader("Accept", "*/*");

        Set<Sign> seen = signs.of(HitKind.CLICK, program);
        assertThat(seen).containsExactlyInAnyOrder(Sign.PROGRAM, Sign.INCOMPLETE);
        assertThat(Sign.showMachine(seen)).isTrue();
    }

    @Test
    void aLinkCheckerThatAsksForTheHeadIsKnown() {
        MockHttpServletRequest head = browser(BROWSER);
        head.setMethod("HEAD");
        head.removeHeader("Accept");
        head.addHeader("Accept", "*/*");

        assertThat(Sign.showMachine(signs.of(HitKind.CLICK, head))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept-Language", "Sec-Fetch-Mode", "Accept"})
    void missesWhatBrowsersSendAlong(String header) {
        MockHttpServletRequest request = browser(BROWSER);
        request.removeHeader(header);

        assertThat(signs.of(HitKind.CLICK, request)).containsExactly(Sign.INCOMPLETE);
    }

    @Test
    void doesNotMissWhatBrowsersSendToHttpsOnly() {
        MockHttpServletRequest request = browser(BROWSER);
        request.removeHeader("Sec-Fetch-Mode");

        assertThat(signs("http://localhost:8080").of(HitKind.CLICK, request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"17.58.101.12, true", "209.222.82.4, true", "192.0.2.1, false", "2001:db8::1, false", "unknown, false"})
    void knowsNetworksOfScanners(String address, boolean known) {
        MockHttpServletRequest request = browser(BROWSER);
        request.setRemoteAddr(address);

        assertThat(signs.of(HitKind.OPEN, request).contains(Sign.NETWORK)).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Purpose: prefetch;prerender", "Purpose: prefetch", "X-Purpose: preview", "X-Moz: prefetch"})
    void doesNotTakePrefetchingForReading(String header) {
        MockHttpServletRequest request = browser(BROWSER);
        request.addHeader(header.split(": ")[0], header.split(": ")[1]);

        assertThat(signs.of(HitKind.CLICK, request)).containsExactly(Sign.PREFETCH);
    }

    @Test
    void noSignIsEnoughByItself() {
        assertThat(Sign.values()).allSatisfy(sign -> assertThat(sign.weight()).isBetween(1, Sign.ENOUGH - 1));
    }

    @Test
    void storesAllSignsAtOnce() {
        String names = Sign.names(Set.of(Sign.values()));

        assertThat(names.length()).isLessThanOrEqualTo(150);
        assertThat(Sign.of(names)).containsExactly(Sign.values());
        assertThat(Sign.of("")).isEmpty();
    }

    private static RequestSigns signs(String home) {
        return new RequestSigns(new TrackingSettings(List.of(), 10, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30),
                List.of("17.0.0.0/8", "209.222.80.0/21"), Period.ofYears(1)), URI.create(home));
    }

    private static MockHttpServletRequest browser(String userAgent) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/l/x");
        request.addHeader("User-Agent", userAgent);
        request.addHeader("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        request.addHeader("Accept-Language", "de,en-US;q=0.7,en;q=0.3");
        request.addHeader("Sec-Fetch-Mode", "navigate");
        return request;
    }
}
