package io.leadfluss.calendar;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A country or a state of it, as ISO 3166 names them.
 *
 * @param state without the country's code, as BY for Bavaria; null for the whole country
 */
public record Region(String country, String state) {

    static final Region NOWHERE = new Region("", null);

    private static final Pattern STATE = Pattern.compile("[A-Z0-9]{1,3}");

    /** As it is written in settings: {@code DE} or {@code DE-BY}. */
    static Region parse(String text) {
        String[] parts = text.strip().toUpperCase(Locale.ROOT).split("-", 2);
        if (!parts[0].matches("[A-Z]{2}") || parts.length > 1 && !STATE.matcher(parts[1]).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no region: write a country such as DE, or a state such as DE-BY");
        }
        return new Region(parts[0], parts.length > 1 ? parts[1] : null);
    }

    /** Where a lead lives as far as it told; who is of the home country, or told none, counts as living at home. */
    static Region of(String country, String state, Region home) {
        String known = country == null || country.isBlank() ? home.country() : country.strip().toUpperCase(Locale.ROOT);
        String told = state == null ? "" : state.strip().toUpperCase(Locale.ROOT).replaceFirst("^" + Pattern.quote(known) + "-", "");
        String part = STATE.matcher(told).matches() ? told : known.equals(home.country()) ? home.state() : null;
        return new Region(known, part);
    }

    String calendar() {
        return country.toLowerCase(Locale.ROOT);
    }

    String part() {
        return state.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return state == null ? country : country + "-" + state;
    }
}
