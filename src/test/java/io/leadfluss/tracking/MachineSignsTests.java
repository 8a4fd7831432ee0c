package io.leadfluss.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class MachineSignsTests {

    @ParameterizedTest
    @ValueSource(strings = {
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Thunderbird/143.0",
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
            "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"})
    void nothingSpeaksAgainstBrowsersMailProgramsAndProxiesThatLoadOnOpening(String userAgent) {
        assertThat(MachineSigns.of(request("User-Agent", userAgent))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
            "python-requests/2.32.3", "curl/8.5.0", "Go-http-client/1.1", "BarracudaCentral/1.0", "Mozilla/5.0 Mimecast-URL-Scanner"})
    void knowsProgramsByTheirNames(String userAgent) {
        assertThat(MachineSigns.of(request("User-Agent", userAgent))).isEqualTo("program");
    }

    @Test
    void knowsMailPrivacyProtectionByItsBareName() {
        assertThat(MachineSigns.of(request("User-Agent", "Mozilla/5.0"))).isEqualTo("mail privacy proxy");
    }

    @Test
    void takesAMissingNameForAProgram() {
        assertThat(MachineSigns.of(new MockHttpServletRequest())).isEqualTo("no user agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Purpose: prefetch;prerender", "Purpose: prefetch", "X-Purpose: preview", "X-Moz: prefetch"})
    void doesNotTakePrefetchingForReading(String header) {
        MockHttpServletRequest request = request("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0");
        request.addHeader(header.split(": ")[0], header.split(": ")[1]);

        assertThat(MachineSigns.of(request)).isEqualTo("prefetch");
    }

    private static MockHttpServletRequest request(String header, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(header, value);
        return request;
    }
}
