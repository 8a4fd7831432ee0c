package io.leadfluss.mail.template;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.template.TemplateMethodModelEx;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mailing in every language, as a lead would get it. */
class TemplateTests {

    private static final Path FOLDER = Path.of("templates");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Templates TEMPLATES = SampleMails.templates(FOLDER);

    static Stream<Arguments> mailings() {
        return TEMPLATES.mailings().keySet().stream().flatMap(mailing -> TEMPLATES.languages().stream().map(each -> Arguments.of(mailing, each)));
    }

    @ParameterizedTest
    @MethodSource("mailings")
    void rendersInItsOwnLanguage(String mailing, String language) {
        Rendered mail = SampleMails.render(TEMPLATES, mailing, language);

        assertThat(mail.language()).isEqualTo(language);
        assertThat(mail.html()).contains("<html lang=\"" + language + "\">").doesNotContain("${").doesNotContain("<#").hasSizeLessThan(100_000);
        assertThat(mail.subject()).isNotBlank().hasSizeLessThan(80).doesNotContain("${");
        assertThat(mail.text()).isNotBlank().doesNotContain("${").doesNotContain("<p>").doesNotContainIgnoringCase("<!doctype").doesNotContain("&amp;");
        assertThat(mail.version()).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("mailings")
    void rendersForALeadWithoutAName(String mailing, String language) {
        Map<String, Object> model = SampleMails.model(TEMPLATES, mailing);
        model.put("lead", Map.of());
        model.remove("rep");

        Rendered mail = TEMPLATES.render(mailing, List.of(language), BERLIN, model);

        assertThat(mail.subject()).isNotBlank();
        assertThat(mail.text()).doesNotContain(" ,").doesNotContain("null");
    }

    @ParameterizedTest
    @MethodSource("mailings")
    void isReadableForEverybody(String mailing, String language) {
        String html = SampleMails.render(TEMPLATES, mailing, language).html();

        assertThat(html).contains("color-scheme").contains("name=\"viewport\"");
        assertThat(html.split("<table", -1).length).isEqualTo(html.split("<table role=\"presentation\"", -1).length);
    }

    @ParameterizedTest
    @MethodSource("mailings")
    void leadsOnlyToSafeAddresses(String mailing, String language) {
        HtmlMail mail = HtmlMail.parse(SampleMails.render(TEMPLATES, mailing, language).html());

        assertThat(mail.refused()).isEmpty();
        assertThat(mail.links()).allMatch(link -> link.startsWith("https://leads.example/") || link.equals("mailto:hallo@leadfluss.example"));
    }

    @ParameterizedTest
    @MethodSource("mailings")
    void saysTheSameAsText(String mailing, String language) {
        Rendered mail = SampleMails.render(TEMPLATES, mailing, language);
        HtmlMail html = HtmlMail.parse(mail.html());

        assertThat(html.links()).allMatch(link -> mail.text().contains(link.replace("mailto:", "")));
    }

    @ParameterizedTest
    @MethodSource("mailings")
    void advertisingHasImprintAndWaysOut(String mailing, String language) {
        Rendered mail = SampleMails.render(TEMPLATES, mailing, language);

        if (TEMPLATES.kind(mailing, List.of(language)) == Kind.ADVERTISING) {
            assertThat(mail.text()).contains("Leadfluss Demo GmbH", "Musterstraße 1", "10115 Berlin", "Dr. Eva Beispiel", "hallo@leadfluss.example",
                    "+49 30 0000000", "Amtsgericht Charlottenburg", "HRB 000000 B", "DE000000000", SampleMails.UNSUBSCRIBE, SampleMails.PREFERENCES);
            assertThat(mail.html()).contains("href=\"" + SampleMails.UNSUBSCRIBE + "\"", "href=\"" + SampleMails.PREFERENCES + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("mailings")
    void hasNoPixelUnlessTracked(String mailing, String language) {
        assertThat(HtmlMail.parse(SampleMails.render(TEMPLATES, mailing, language).html()).images()).isEmpty();
    }

    @Test
    void trackedMailHasThePixelAndTracksOnlyNamedLinks() {
        Map<String, Object> model = SampleMails.model(Kind.ADVERTISING);
        model.put("pixel", "https://leads.example/o/token.gif");
        model.put("linkTo", (TemplateMethodModelEx) arguments -> "https://leads.example/l/" + arguments.get(0));

        HtmlMail mail = HtmlMail.parse(TEMPLATES.render("aida-interest", List.of("en"), BERLIN, model).html());

        assertThat(mail.images()).containsExactly("https://leads.example/o/token.gif");
        assertThat(mail.links()).contains("https://leads.example/l/guide", "https://leads.example/l/question", SampleMails.UNSUBSCRIBE);
        assertThat(mail.text()).doesNotContain("token.gif");
    }

    @Test
    void confirmationEchoesNothingThatSomebodyTyped() {
        Rendered mail = SampleMails.render(TEMPLATES, "confirmation", "de");

        assertThat(mail.html()).doesNotContain("Maria").doesNotContain("<img");
        assertThat(HtmlMail.parse(mail.html()).links()).containsOnly("https://leads.example/c/token", "https://leads.example/privacy",
                "mailto:hallo@leadfluss.example");
        assertThat(mail.text()).contains("22.11.2026 um 15:30 Uhr");
    }

    @Test
    void greetsByWhatIsKnown() {
        assertThat(greeting("de", Map.of("salutation", "ms", "lastName", "Muster", "name", "Maria Muster"))).isEqualTo("Guten Tag Frau Muster,");
        assertThat(greeting("de", Map.of("salutation", "mr", "lastName", "Muster", "name", "Muster"))).isEqualTo("Guten Tag Herr Muster,");
        assertThat(greeting("de", Map.of("salutation", "neutral", "lastName", "Muster", "name", "Maria Muster"))).isEqualTo("Guten Tag Maria Muster,");
        assertThat(greeting("de", Map.of())).isEqualTo("Guten Tag,");
        assertThat(greeting("en", Map.of("salutation", "ms", "lastName", "Muster", "name", "Muster"))).isEqualTo("Dear Ms Muster,");
        assertThat(greeting("en", Map.of())).isEqualTo("Hello,");
    }

    @Test
    void fallsBackToGerman() {
        assertThat(SampleMails.render(TEMPLATES, "win-back", "fr").language()).isEqualTo("de");
    }

    private static String greeting(String language, Map<String, String> lead) {
        Map<String, Object> model = SampleMails.model(Kind.ADVERTISING);
        model.put("lead", lead);
        return TEMPLATES.render("aida-action", List.of(language), BERLIN, model).text().lines()
                .filter(line -> line.matches("(Guten Tag|Hello|Dear).*")).findFirst().orElseThrow();
    }
}
