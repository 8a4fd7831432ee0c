package io.leadfluss.mail.template;

import java.util.Locale;

/**
 * What the lint found, and where.
 *
 * @param language of the file; null when it is about the mailing as a whole
 */
public record Finding(String mailing, String language, Problem problem) {

    public String place() {
        return "templates/" + mailing + (language == null ? "" : "/" + language + ".ftlh");
    }

    public String words(Locale locale) {
        return problem.words(locale);
    }

    @Override
    public String toString() {
        return place() + ": " + words(Locale.ENGLISH);
    }
}
