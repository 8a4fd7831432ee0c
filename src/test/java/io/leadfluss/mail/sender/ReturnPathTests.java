package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.security.Tokens;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The address a mail comes back to names the mail, and only we can make one. */
@JourneyTest
class ReturnPathTests {

    @Autowired ReturnPath returnPath;
    @Autowired Tokens tokens;
    @Autowired SenderProfiles profiles;

    @Test
    void namesItsMailAndFitsIntoALocalPart() {
        String address = returnPath.of(Long.MAX_VALUE);

        assertThat(address).matches("b\\+[0-9a-f]{48}@bounce\\.leadfluss\\.example");
        assertThat(returnPath.messageOf(address)).hasValue(Long.MAX_VALUE);
    }

    @Test
    void survivesServersThatChangeCaseAndForwarders() {
        String address = returnPath.of(4711);

        assertThat(returnPath.messageOf(address.toUpperCase())).hasValue(4711);
        assertThat(returnPath.messageOf(" " + address)).hasValue(4711);
        assertThat(returnPath.messageOf("SRS0=ab12=XY=bounce.leadfluss.example=" + address.replace("@bounce.leadfluss.example", "@forwarder.example")))
                .hasValue(4711);
    }

    @Test
    void doesNotKnowWhatItDidNotMake() {
        String address = returnPath.of(4711);
        String forged = address.substring(0, 20) + (address.charAt(20) == '0' ? '1' : '0') + address.substring(21);

        assertThat(returnPath.messageOf(forged)).isEmpty();
        assertThat(returnPath.messageOf(address.replaceFirst("^b\\+", "b"))).isEmpty();
    }

    @Test
    void takesNoTokenThatWasMadeForSomethingElse() {
        String other = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(tokens.issue("preferences", 4711)));

        assertThat(returnPath.messageOf("b+" + other + "@bounce.leadfluss.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b+@x", "b+00@bounce.leadfluss.example", "@", "b+zz", "hallo@leadfluss.example", "b+\r\n@x"})
    void strangeAddressesAreNobodys(String address) {
        assertThat(returnPath.messageOf(address)).isEmpty();
    }

    @Test
    void nothingIsNobodys() {
        assertThat(returnPath.messageOf(null)).isEmpty();
    }

    @Test
    void withoutADomainForBouncesTheyComeBackToWhoWrote() {
        SenderProfile whole = profiles.standard();
        SenderProfile plain = new SenderProfile("plain", whole.imprint(), whole.from(), whole.replyTo(), "", "", null);

        assertThat(returnPath.of(1, plain)).isEqualTo("hallo@leadfluss.example");
    }
}
