package io.leadfluss.web;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and times as people write them: English ones as in 22 Nov 2026, 14:30, which nobody between London and New York misreads. */
public final class Moments {

    private Moments() {
    }

    /** {@code 22.11.2026, 14:30} or {@code 22 Nov 2026, 14:30}; of the zone that the caller sets. */
    public static DateTimeFormatter timeAndDay(Locale locale) {
        return DateTimeFormatter.ofPattern(isGerman(locale) ? "dd.MM.yyyy, HH:mm" : "d MMM yyyy, HH:mm", locale);
    }

    /** {@code 14:30} */
    public static DateTimeFormatter time(Locale locale) {
        return DateTimeFormatter.ofPattern("HH:mm", locale);
    }

    /** {@code 22. November} or {@code 22 November} */
    public static DateTimeFormatter dayOfYear(Locale locale) {
        return DateTimeFormatter.ofPattern(isGerman(locale) ? "d. MMMM" : "d MMMM", locale);
    }

    /** {@code 22.11.2026} or {@code 22 Nov 2026} */
    public static DateTimeFormatter day(Locale locale) {
        return DateTimeFormatter.ofPattern(isGerman(locale) ? "dd.MM.yyyy" : "d MMM yyyy", locale);
    }

    /** {@code Sonntag, 22. November 2026} or {@code Sunday, 22 November 2026} */
    public static DateTimeFormatter weekdayAndDay(Locale locale) {
        return DateTimeFormatter.ofPattern(isGerman(locale) ? "EEEE, d. MMMM yyyy" : "EEEE, d MMMM yyyy", locale);
    }

    private static boolean isGerman(Locale locale) {
        return "de".equals(locale.getLanguage());
    }
}
