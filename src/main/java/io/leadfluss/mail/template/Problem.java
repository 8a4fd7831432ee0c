package io.leadfluss.mail.template;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something that a mailing must not, or should not, be sent with.
 *
 * @param rule that it breaks; what it says stands in messages/template.properties
 * @param details what breaks it
 */
public record Problem(String rule, List<String> details) {

    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    Problem(String rule, String... details) {
        this(rule, List.of(details));
    }

    /** For whoever mends it: what is wrong, and what to write instead. */
    public String words(Locale locale) {
        String text = ResourceBundle.getBundle("messages/template", locale, NO_OTHER_LANGUAGE).getString("template.rule." + rule);
        return new MessageFormat(text, locale).format(details.toArray());
    }
}
