package io.leadfluss.mail.sender;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One thing that a check of a sender found out.
 *
 * @param subject what it is about
 * @param text name of the sentence that says it, below {@code sending.<subject>.}
 * @param arguments what the sentence names
 * @param found what is there now; null when that says nothing
 * @param wanted what should be there instead, to be copied; null when there is nothing to copy
 */
public record Finding(Subject subject, Grade grade, String text, List<String> arguments, String found, String wanted) {

    /** What is looked at. */
    public enum Subject { PROFILE, STREAMS, SPF, DKIM, DMARC, MX, PTR }

    /** How it stands. */
    public enum Grade {
        /** As it should be. */
        GOOD,
        /** Works, and could be better. */
        HINT,
        /** Could not be found out. */
        UNKNOWN,
        /** Mails will be refused or land in the junk folder. */
        BAD
    }

    static Finding of(Subject subject, Grade grade, String text, Object... arguments) {
        return new Finding(subject, grade, text, Arrays.stream(arguments).map(String::valueOf).toList(), null, null);
    }

    Finding found(String found) {
        return new Finding(subject, grade, text, arguments, found, wanted);
    }

    Finding wanted(String wanted) {
        return new Finding(subject, grade, text, arguments, found, wanted);
    }

    /** Name of its sentence among the texts. */
    public String sentence() {
        return "sending." + subject.name().toLowerCase(Locale.ROOT) + "." + text;
    }
}
