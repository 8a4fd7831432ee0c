package io.leadfluss.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses we write to, and that none of them becomes a stranger's. */
class EmailAddressTests {

    @ParameterizedTest
    @CsvSource({"info@straße.de, xn--strae-oqa.de", "info@faß.example, xn--fa-hia.example", "info@STRASSE.de, strasse.de", "a@βόλος.com, xn--nxasmm1c.com",
            "a@bücher.example, xn--bcher-kva.example", "a@xn--bcher-kva.example, xn--bcher-kva.example", "a@例え.テスト, xn--r8jz45g.xn--zckzah",
            "a@l·l.example, xn--ll-0ea.example", "a@नी\u200c.example, ''", "a@mail.example。, ''"})
    void domainsAreOfIdna2008(String address, String domain) {
        if (domain.isEmpty()) {
            assertThatThrownBy(() -> EmailAddress.parse(address)).isInstanceOf(InvalidAddress.class);
        } else {
            assertThat(EmailAddress.parse(address).domain()).isEqualTo(domain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@i❤.ws", "a@xn--i-7iq.ws", "a@😀.example", "a@xn--e28h.example", "a@☃.net", "a@a·b.example", "a@-a.example", "a@a_b.example",
            "a@xn--zzzzzzzzz.example", "a@ex\u200dample.org", "a@½.example.x2"})
    void domainsThatAreNoneAreRefused(String address) {
        assertThatThrownBy(() -> EmailAddress.parse(address)).isInstanceOf(InvalidAddress.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@b.de", "a@b", "a@b@c.de", "\"a b\"@c.de", "a(x)@c.de", "a%b@c.de", "a!b@c.de", "a@[127.0.0.1]", "a@127.0.0.1",
            "<a@b.de>", "A <a@b.de>", "a@b.de, c@d.de", "list: a@b.de;", "a\r\n@b.de", "a@b.de\r\nBcc: x@y.de", "a\u0000@b.de", ".a@b.de", "a.@b.de",
            "a..b@c.de", "a\u202eb@c.de", "a b@c.de"})
    void whatIsNotOnePlainAddressIsRefused(String address) {
        assertThatThrownBy(() -> EmailAddress.parse(address)).isInstanceOf(InvalidAddress.class);
    }

    @Test
    void dotsTagsAndCaseOfTheNameAreKept() {
        assertThat(EmailAddress.parse("A.b+x@Gmail.com")).hasToString("A.b+x@gmail.com");
        assertThat(EmailAddress.parse("A.b+x@Gmail.com").key()).isEqualTo("a.b+x@gmail.com");
    }

    @Test
    void oneSpellingOfANameIsTheSameAddressAsTheOther() {
        assertThat(EmailAddress.parse("jo\u0308rg@example.org")).isEqualTo(EmailAddress.parse("j\u00f6rg@example.org"));
    }

    @Test
    void longerThanMailCanBearIsRefused() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.org")).isNotNull();
        assertThatThrownBy(() -> EmailAddress.parse("a".repeat(65) + "@example.org")).isInstanceOf(InvalidAddress.class);
        assertThatThrownBy(() -> EmailAddress.parse("ü".repeat(33) + "@example.org")).isInstanceOf(InvalidAddress.class);
        assertThatThrownBy(() -> EmailAddress.parse("a@" + "a.".repeat(126) + "org")).isInstanceOf(InvalidAddress.class);
    }
}
