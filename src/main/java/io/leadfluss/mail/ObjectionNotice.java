package io.leadfluss.mail;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentence that every mail to an existing customer must hold: that it may object at any time and at no cost (UWG s. 7 (3) no. 4). */
final class ObjectionNotice {

    private static final Map<String, String> WORDS = Stream.of("de", "en").collect(Collectors.toMap(language -> language,
            language -> ResourceBundle.getBundle("messages/mail", Locale.forLanguageTag(language),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)).getString("mail.objection")));

    private ObjectionNotice() {
    }

    /** By language, for a template to choose from. */
    static Map<String, String> words() {
        return WORDS;
    }

    static String in(String language) {
        return WORDS.getOrDefault(language, WORDS.get("en"));
    }
}
