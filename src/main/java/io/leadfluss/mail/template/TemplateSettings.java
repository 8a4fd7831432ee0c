package io.leadfluss.mail.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the mailings.
 *
 * @param templates folder that the mailings lie in
 * @param processes folder whose forms mailings may link to
 * @param mail limits and languages
 */
@ConfigurationProperties("leadfluss")
record TemplateSettings(@DefaultValue("./templates") Path templates, @DefaultValue("./processes") Path processes, @DefaultValue Mail mail) {

    static TemplateSettings usual(Path templates, Path processes) {
        return new TemplateSettings(templates, processes, new Mail(List.of("de", "en"), new Render(Duration.ofSeconds(2), 100_000)));
    }

    /** @param languages that every mailing has; a lead of another language gets the first of them */
    record Mail(@DefaultValue({"de", "en"}) List<String> languages, @DefaultValue Render render) {

        Mail {
            if (languages.isEmpty() || languages.stream().anyMatch(language -> !language.matches("[a-z]{2}"))) {
                throw new IllegalArgumentException("leadfluss.mail.languages is " + languages + ": write two-letter codes, like de,en");
            }
        }
    }

    /** @param limit characters of HTML; Gmail cuts mails above 102 KB */
    record Render(@DefaultValue("2s") Duration timeout, @DefaultValue("100000") int limit) {
    }
}
