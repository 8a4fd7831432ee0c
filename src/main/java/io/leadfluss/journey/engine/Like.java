package io.leadfluss.journey.engine;

import java.util.Locale;

/** SQL's LIKE on a few names in memory. */
final class Like {

    private Like() {
    }

    static boolean matches(String exact, String like, String value) {
        return (exact == null || exact.equals(value)) && (like == null || like(like.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT)));
    }

    /** Walks pattern and value once, going back only to the last percent sign, so that no pattern is slow. */
    private static boolean like(String pattern, String value) {
        int p = 0;
        int v = 0;
        int percent = -1;
        int mark = 0;
        while (v < value.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '%') {
                percent = p++;
                mark = v;
            } else if (p < pattern.length() && (pattern.charAt(p) == '_' || pattern.charAt(p) == value.charAt(v))) {
                p++;
                v++;
            } else if (percent >= 0) {
                p = percent + 1;
                v = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }
}
