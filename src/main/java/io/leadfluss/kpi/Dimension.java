package io.leadfluss.kpi;

import java.util.Locale;

/** By what figures can be told apart. */
public enum Dimension {

    TEAM("team"), REP("rep"), SOURCE("source"), JOURNEY("journey"), SCORE("cell"), MONTH(null);

    private final String column;

    Dimension(String column) {
        this.column = column;
    }

    /** What to group by, where {@code day} is the day that is counted. */
    String expression(String day) {
        return column == null ? "DATE_FORMAT(" + day + ", '%Y-%m')" : column;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Dimension of(String key) {
        for (Dimension each : values()) {
            if (each != MONTH && each.key().equals(key)) {
                return each;
            }
        }
        return TEAM;
    }
}
