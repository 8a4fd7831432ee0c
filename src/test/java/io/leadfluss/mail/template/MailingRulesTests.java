package io.leadfluss.mail.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the lint, with what breaks it; and the mailings that come with the program, which break none. */
class MailingRulesTests {

    private static final String FRAME = "<#assign subject = \"Hello\"><@mail.page>%s</@mail.page>";
    private static final Path PROCESSES = Path.of("processes");

    @TempDir
    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(folder.resolve("layout"));
        Files.copy(Path.of("templates/layout/mail.ftlh"), folder.resolve("layout/mail.ftlh"));
    }

    @Test
    void ourOwnMailingsBreakNoRule() {
        assertThat(MailingRules.of(Path.of("templates"), PROCESSES, filter -> Optional.empty()).check()).isEmpty();
    }

    @Test
    void goodMailingBreaksNoRule() throws IOException {
        write("de", FRAME.formatted("<p>Hello ${lead.firstName!\"there\"}</p><@mail.when 'country = \"DE\"'><p>You</p></@mail.when>"
                + "<#if matches('fit > 3') && lead.company??><p>${lead.company}</p><#else><p>x</p></#if>"
                + "<#list [\"a\", \"b\"] as each>${each}</#list><#assign who = lead.name!\"you\">${who}"
                + "<@mail.image url=\"https://pictures.example.com/a.png\" alt=\"A lake\" /><@mail.button name=\"guide\" url=\"${base}/f/whitepaper\">Guide</@mail.button>"));

        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "field-unknown         | <p>${lead.shoeSize!\"?\"}</p>",
        "field-unknown         | <p>${shoeSize!}</p>",
        "field-unknown         | <#if false>${lead.shoeSize}</#if>",
        "field-unknown         | <p>${lead[\"shoeSize\"]!}</p>",
        "field-unknown         | <p title=\"x\">${\"deep ${lead.shoeSize!}\"}</p>",
        "field-unknown         | <p>${links.task!}</p>",
        "field-unknown         | <p>${rep.name!}</p>",
        "field-unknown         | <p>${sender.iban!}</p>",
        "macro-unknown         | <#if false><@mail.bouton name=\"x\" url=base>x</@mail.bouton></#if>",
        "fallback-missing      | <p>Hello ${lead.firstName}</p>",
        "fallback-missing      | <#if lead.firstName??><p>${lead.lastName}</p></#if>",
        "fallback-missing      | <#if !matches('country = \"DE\"')><p>${lead.lastName}</p></#if>",
        "fallback-missing      | <p>${sender.country}</p>",
        "fallback-empty        | <p>Hello ${lead.firstName!}, how are you?</p>",
        "filter-wrong          | <@mail.when 'shoe size'>x</@mail.when>",
        "text-differs          | <p>x</p><!-- html only --><p>y</p><!-- /html only -->",
        "tag-refused           | <form action=\"https://www.example.com/\"></form>",
        "script                | <p onclick=\"x()\">x</p>",
        "picture-without-text  | <img src=\"https://pictures.example.com/a.png\">",
        "link-broken           | <a href=\"/f/contact\">Contact</a>",
        "link-broken           | <a href=\"www.example.com\">Contact</a>",
        "link-broken           | <a href=\"https:///contact\">Contact</a>",
        "link-broken           | <a href=\"javascript:alert(1)\">Contact</a>",
        "link-broken           | <a href=\"mailto:nobody\">Contact</a>",
        "link-broken           | <a href=\"https://exa mple.com\">Contact</a>",
        "link-broken           | <@mail.link name=\"a\" url=\"\">Contact</@mail.link>",
        "link-insecure         | <a href=\"http://www.example.com/\">Contact</a>",
        "link-nowhere          | <a href=\"https://localhost/\">Contact</a>",
        "link-nowhere          | <a href=\"https://bank.example.com@evil.example/\">Contact</a>",
        "link-to-no-page       | <a href=\"${base}/f/nothing\">Contact</a>",
        "link-to-no-page       | <a href=\"${base}/contact\">Contact</a>",
        "link-says-nothing     | <a href=\"https://www.example.com/\">hier</a>",
        "link-says-nothing     | <a href=\"https://www.example.com/\"><img src=\"https://pictures.example.com/a.png\" alt=\"\"></a>",
        "broken                | <#if>",
        "broken                | <p>${lead.firstName?eval}</p>",
        "broken                | <p>${lead.firstName?number}</p>",
    })
    void finds(String rule, String text) throws IOException {
        write("de", FRAME.formatted(text));

        assertThat(rules()).contains(rule);
    }

    @Test
    void findsAMissingLanguage() throws IOException {
        write("de", FRAME.formatted("x"));
        Files.delete(folder.resolve("mailing/en.ftlh"));

        assertThat(check()).extracting(Object::toString).containsExactly("templates/mailing: There is no en.ftlh: every mailing needs a file per language.");
    }

    @Test
    void findsAMissingImprint() throws IOException {
        Files.writeString(folder.resolve("layout/mail.ftlh"), Files.readString(folder.resolve("layout/mail.ftlh")).replace("${sender.vatId}", ""));
        write("de", FRAME.formatted("x"));

        assertThat(rules()).containsExactly("imprint-missing");
    }

    @Test
    void findsAMissingUnsubscribeLink() throws IOException {
        Files.writeString(folder.resolve("layout/mail.ftlh"), Files.readString(folder.resolve("layout/mail.ftlh"))
                .replace("<a href=\"${links.unsubscribe!}\">${w.unsubscribe}</a>", ""));
        write("de", FRAME.formatted("x"));

        assertThat(rules()).containsExactly("way-out-missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Re: Your order", "RE: Your order", "Aw: Ihre Frage", "AW:Ihre Frage", "Fwd: News", "WG: News", "Re[2]: News", "Re (3): News",
        "Re : News", "\uff32\uff45\uff1a News", "[Re:] News", "Antwort: News"})
    void findsADeceptiveSubject(String subject) throws IOException {
        write("de", FRAME.replace("Hello", subject).formatted("x"));

        assertThat(rules()).containsExactly("subject-deceptive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Report: what leads read", "Awards: we won", "Regarding your order", "Return: how it works", "5 ideas"})
    void honestSubjectIsNoDeception(String subject) throws IOException {
        write("de", FRAME.replace("Hello", subject).formatted("x"));

        assertThat(check()).isEmpty();
    }

    @Test
    void findsThatASubjectIsMissing() throws IOException {
        write("de", "<@mail.page>x</@mail.page>");

        assertThat(rules()).containsExactly("subject-missing");
    }

    @Test
    void findsThatNothingSaysWhatItIsFor() throws IOException {
        write("de", "<#assign subject = \"x\"><p>x</p>");

        assertThat(rules()).containsExactly("frame-missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "check-echoes       | <p>Hello ${lead.firstName!\"you\"}</p>",
        "check-with-link    | <a href=\"https://shop.example.com/\">Our shop</a>",
        "check-with-picture | <img src=\"https://pictures.example.com/a.png\" alt=\"Our logo\">",
        "advertises         | <p>Mit Ihrer Anmeldung erhalten Sie 10 % Rabatt.</p>",
        "advertises         | <p>Jetzt kaufen!</p>",
        "advertises         | <p>Follow us for more.</p>",
    })
    void findsAdvertisingInACheckMail(String rule, String text) throws IOException {
        write("de", "<#assign subject = \"Please confirm\"><@mail.check><a href=\"${links.confirm}\">${links.confirm}</a>" + text + "</@mail.check>");

        assertThat(rules()).contains(rule);
    }

    @Test
    void findsACheckMailWithoutTheLink() throws IOException {
        write("de", "<#assign subject = \"Please confirm\"><@mail.check><p>Bye</p></@mail.check>");

        assertThat(rules()).containsExactly("confirm-missing");
    }

    @Test
    void findsAdvertisingInABusinessMail() throws IOException {
        write("de", "<#assign subject = \"Your order\"><@mail.letter><p>Unser neues Angebot für Sie</p><p>Gutschein</p></@mail.letter>");

        assertThat(rules()).contains("advertises");
    }

    @Test
    void businessMailNeedsNoUnsubscribeLink() throws IOException {
        write("de", "<#assign subject = \"Your order\"><@mail.letter><@mail.greeting /><p>It is on its way.</p></@mail.letter>");

        assertThat(check()).isEmpty();
    }

    @Test
    void findsThatLanguagesNameDifferentLinks() throws IOException {
        write("de", FRAME.formatted("<@mail.button name=\"guide\" url=\"${base}/f/contact\">Go on</@mail.button>"));
        write("en", FRAME.formatted("<@mail.button name=\"leitfaden\" url=\"${base}/f/contact\">Go on</@mail.button>"));

        assertThat(rules()).containsExactly("links-differ");
    }

    @Test
    void findsThatLanguagesAreOfDifferentKinds() throws IOException {
        write("de", FRAME.formatted("x"));
        write("en", "<#assign subject = \"x\"><@mail.notice>x</@mail.notice>");

        assertThat(rules()).containsExactly("frames-differ");
    }

    @Test
    void findsAMailThatIsTooLarge() throws IOException {
        write("de", FRAME.formatted("ä".repeat(60_000)));

        assertThat(rules()).containsExactly("too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void saysWhatToWriteInstead(String language) throws IOException {
        write("de", FRAME.formatted("<p>Hello ${lead.firstName}</p>"));

        String words = check().get(0).words(Locale.forLanguageTag(language));

        assertThat(words).contains("lead.firstName", "lead.firstName!\"…\"", "1");
        assertThat(words).contains(language.equals("de") ? "Schreiben Sie" : "write what shall stand there");
    }

    private List<String> rules() {
        return check().stream().map(finding -> finding.problem().rule()).distinct().toList();
    }

    private List<Finding> check() {
        return MailingRules.of(folder, PROCESSES, filter -> filter.equals("shoe size") ? Optional.of("is no filter") : Optional.empty()).check();
    }

    /** In both languages, unless the other one is written afterwards. */
    private void write(String language, String text) throws IOException {
        Files.createDirectories(folder.resolve("mailing"));
        Files.writeString(folder.resolve("mailing/" + language + ".ftlh"), text);
        if (language.equals("de")) {
            Files.writeString(folder.resolve("mailing/en.ftlh"), text);
        }
    }
}
