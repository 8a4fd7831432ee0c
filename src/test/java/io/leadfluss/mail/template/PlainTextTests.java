package io.leadfluss.mail.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTests {

    @ParameterizedTest
    @ValueSource(strings = {"Max\r\nBcc: x@y", "Max\nX: y", "Max\u2028Y", "Max\u0085Y", "Max\u0000Y", "Max\u202EY", "Max%0d%0aBcc: z", "Max\u2066Y"})
    void nothingBreaksTheLine(String hostile) {
        assertThat(PlainText.oneLine(hostile)).matches("[^\\p{Cc}\\p{Cf}\\u2028\\u2029]*").doesNotContain("%0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", value = {
        "Maria                            | Maria",
        "Hans-Peter                       | Hans-Peter",
        "O'Neill                          | O'Neill",
        "Dr. Müller                       | Dr. Müller",
        "WIN http://evil.example/x        | WIN",
        "WIN HTTPS://evil.example         | WIN",
        "WIN www.evil.example             | WIN",
        "WIN evil.example/win             | WIN",
        "WIN evil.example                 | WIN",
        "evil@evil.example                | NULL",
        "javascript:alert(1)              | NULL",
        "https://evil.example             | NULL"})
    void namesCarryNoLinks(String typed, String name) {
        assertThat(PlainText.person(typed)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", value = {
        "Booking.com                      | Booking.com",
        "Muster & Söhne GmbH              | Muster & Söhne GmbH",
        "Muster https://evil.example/     | Muster",
        "Muster evil.example/win          | Muster"})
    void companiesMayBeNamedLikeADomain(String typed, String name) {
        assertThat(PlainText.company(typed)).isEqualTo(name);
    }

    @Test
    void textOfAPageIsNoName() {
        assertThat(PlainText.person("a".repeat(81))).isNull();
    }
}
