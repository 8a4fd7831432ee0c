package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.mail.sender.SenderProfile.Dkim;
import io.leadfluss.security.UnsafeSetting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the settings make of senders. */
class SenderProfilesTests {

    private static final String SENDER = "leadfluss.mail.sender.";

    private final Map<String, String> settings = new HashMap<>(Map.ofEntries(
            Map.entry(SENDER + "company", "Muster"), Map.entry(SENDER + "legal-form", "GmbH"), Map.entry(SENDER + "representative", "Erika Muster"),
            Map.entry(SENDER + "street", "Musterweg 1"), Map.entry(SENDER + "city", "10115 Berlin"), Map.entry(SENDER + "email", "info@muster.de"),
            Map.entry(SENDER + "phone", "+49 30 1"), Map.entry(SENDER + "register-court", "Amtsgericht Charlottenburg"),
            Map.entry(SENDER + "register-number", "HRB 1"), Map.entry(SENDER + "vat-id", "DE123456789"),
            Map.entry(SENDER + "bounce-domain", "bounce.muster.de"), Map.entry(SENDER + "dkim-selector", "s1"), Map.entry(SENDER + "dkim-key", "k.pem")));

    @Test
    void standardSenderIsThereWithoutAnySetting() {
        settings.clear();

        SenderProfile standard = read().standard();

        assertThat(standard.from()).isEmpty();
        assertThat(standard.missing()).contains("leadfluss.mail.sender.company", "leadfluss.mail.sender.email").doesNotContain("leadfluss.mail.sender.from");
    }

    @Test
    void anotherSenderOfTheSameCompanySharesWhatItDoesNotSay() {
        settings.put("leadfluss.mail.senders.news.from", "post@news.muster.de");

        SenderProfile news = read().named("news").orElseThrow();

        assertThat(news.missing()).isEmpty();
        assertThat(news.imprint()).isEqualTo(read().standard().imprint());
        assertThat(news.bounceDomain()).isEqualTo("bounce.muster.de");
        assertThat(news.replyTo()).isEqualTo("post@news.muster.de");
        assertThat(news.dkim()).isEqualTo(new Dkim("news.muster.de", "s1", Path.of("k.pem")));
    }

    @Test
    void anotherCompanyGivesItsWholeImprint() {
        settings.put("leadfluss.mail.senders.shop.company", "Laden");
        settings.put("leadfluss.mail.senders.shop.email", "info@laden.de");

        SenderProfile shop = read().named("shop").orElseThrow();

        assertThat(shop.missing()).contains("leadfluss.mail.senders.shop.legal-form", "leadfluss.mail.senders.shop.street");
        assertThat(shop.bounceDomain()).isEmpty();
        assertThat(shop.dkim()).isNull();
    }

    @Test
    void missingPartOfASharedImprintIsNamedWhereItBelongs() {
        settings.remove(SENDER + "street");
        settings.put("leadfluss.mail.senders.news.from", "post@news.muster.de");

        assertThat(read().named("news").orElseThrow().missing()).containsExactly("leadfluss.mail.sender.street");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "street           | Postfach 1234      | street",
        "street           | P.O. Box 12        | street",
        "vat-id           |                    | vat-id",
        "vat-id           | none               |",
        "legal-form       | AG                 | supervisory-chair",
        "legal-form       | GmbH & Co. KG      | general-partner",
        "register-number  |                    | register-number",
        "representative   |                    | representative"})
    void knowsWhatTheLawWants(String setting, String value, String missing) {
        settings.put(SENDER + setting, value == null ? "" : value);

        assertThat(read().standard().missing()).isEqualTo(missing == null ? List.of() : List.of(SENDER + missing));
    }

    @Test
    void whoIsInNoRegisterNeedsNone() {
        settings.put(SENDER + "legal-form", "Einzelunternehmen");
        settings.keySet().removeIf(key -> key.contains("register") || key.contains("representative"));

        assertThat(read().standard().missing()).isEmpty();
        assertThat(read().standard().imprint().fullName()).isEqualTo("Muster");
    }

    @Test
    void streamHasItsOwnSender() {
        settings.put("leadfluss.mail.senders.news.from", "post@news.muster.de");
        settings.put("leadfluss.mail.streams.marketing", "news");

        assertThat(read().ofStream("marketing").name()).isEqualTo("news");
        assertThat(read().ofStream("opt-in").name()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({"leadfluss.mail.streams.marketing, nobody, marketing", "leadfluss.mail.streams.advertising, default, advertising",
            "leadfluss.mail.sender.from, not an address, sender.from", "leadfluss.mail.sender.reply-to, grüße@muster.de, ASCII",
            "leadfluss.mail.sender.bounce-domain, a b, bounce-domain", "leadfluss.mail.senders.default.from, a@b.de, senders.default",
            "leadfluss.mail.sender.dkim-selector, '', selector"})
    void wrongSettingsStopTheStartByName(String setting, String value, String named) {
        settings.put(setting, value);

        assertThatThrownBy(this::read).isInstanceOf(UnsafeSetting.class).hasMessageContaining(named);
    }

    @Test
    void domainBehindTheAtMayHaveAnyLetters() {
        settings.put(SENDER + "from", "info@müller.de");

        assertThat(read().standard().fromAddress()).hasToString("info@xn--mller-kva.de");
    }

    private SenderProfiles read() {
        return new SenderProfiles(new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("leadfluss.mail", SenderSettings.class));
    }
}
