package io.leadfluss.mail.template;

import java.util.regex.Pattern;

/** Makes text that somebody else typed harmless for one line of a mail. */
public final class PlainText {

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}\\uFFFE\\uFFFF]+|%0[aAdD]");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern ADDRESS = Pattern.compile("(?iU)\\b[a-z][a-z0-9+.-]*:/+\\S*|\\bwww\\.\\S+|\\b(?:mailto|tel|javascript|data):\\S*"
            + "|\\S+@\\S+|\\b[\\w-]+(?:\\.[\\w-]+)+/\\S*");
    private static final Pattern DOMAIN = Pattern.compile("(?iU)\\b[\\w-]+(?:\\.[\\w-]+)*\\.(?:[a-z]{2,24}|xn--[a-z0-9-]+)\\b\\S*");
    private static final int MAX = 80;

    private PlainText() {
    }

    /** Without line breaks, control and direction characters. */
    public static String oneLine(String text) {
        return SPACES.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
    }

    /** The name of a person: one line, nothing that a mail program would turn into a link; null when nothing is left or it is no name. */
    public static String person(String text) {
        return name(text, true);
    }

    /** The name of a company, which may look like a domain. */
    public static String company(String text) {
        return name(text, false);
    }

    private static String name(String text, boolean noDomains) {
        if (text == null) {
            return null;
        }
        String name = ADDRESS.matcher(oneLine(text)).replaceAll(" ");
        if (noDomains) {
            name = DOMAIN.matcher(name).replaceAll(" ");
        }
        name = oneLine(name);
        return name.isEmpty() || name.length() > MAX ? null : name;
    }
}
