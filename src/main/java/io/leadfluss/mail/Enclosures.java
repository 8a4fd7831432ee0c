package io.leadfluss.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Knows what goes along with a mail beyond what every mail knows, such as a date for the calendar. Asked when the mail is written, so that it tells what holds then. */
public interface Enclosures {

    /**
     * What goes along.
     *
     * @param name under which the mailing finds the words
     * @param words for the mailing
     * @param method what a calendar is to do: REQUEST, PUBLISH or CANCEL (RFC 5546); null without a date
     * @param calendar as iCalendar (RFC 5545); null without a date
     */
    record Enclosure(String name, Map<String, String> words, String method, String calendar) {

        /** Words alone. */
        public static Enclosure ofWords(String name, Map<String, String> words) {
            return new Enclosure(name, words, null, null);
        }
    }

    /**
     * Empty when there is nothing to tell any more.
     *
     * @param account to whom of the staff the mail goes; null when it goes to the lead
     */
    Optional<Enclosure> find(String key, String account, Locale language);
}
