package io.leadfluss.mail.template;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the mailings.
 *
 * @param templates folder that the mailings lie in
 * @param mail limits within which a template must stay
 */
@ConfigurationProperties("leadfluss")
record TemplateSettings(@DefaultValue("./templates") Path templates, @DefaultValue Mail mail) {

    record Mail(@DefaultValue Render render) {
    }

    /** @param limit characters of HTML; Gmail cuts mails above 102 KB */
    record Render(@DefaultValue("2s") Duration timeout, @DefaultValue("100000") int limit) {
    }
}
