package io.leadfluss.capture;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Frees text from outside of what is not text: control characters, and signs that turn or hide what stands beside them. */
final class Plain {

    // Joiners (U+200C, U+200D) stay: names and emoji in many scripts need them.
    private static final String HIDDEN =
            "\\p{Cntrl}\\p{Cs}\\u0080-\\u009f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff";
    private static final Pattern IN_A_LINE = Pattern.compile("[" + HIDDEN + "]+");
    private static final Pattern IN_LINES = Pattern.compile("[" + HIDDEN + "&&[^\\n\\t]]+");

    private Plain() {
    }

    static String line(String text) {
        return IN_A_LINE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ").strip();
    }

    static String lines(String text) {
        return IN_LINES.matcher(Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC))
                .replaceAll(" ").strip();
    }
}
