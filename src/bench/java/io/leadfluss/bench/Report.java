package io.leadfluss.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures as a table that can be read in a terminal and in a browser. */
class Report {

    private final String conditions;
    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(String conditions) {
        this.conditions = conditions;
    }

    void add(String what, Measurement bare, Measurement ours, double aim) {
        double ratio = ours.perSecond() / bare.perSecond();
        String row = String.format(Locale.ROOT, "| %-46s | %7.0f/s | %7.0f/s | %5.2f %s | %5.1f / %5.1f | %4.1f / %4.1f |", what, bare.perSecond(),
                ours.perSecond(), ratio, aim == 0 ? "          " : String.format(Locale.ROOT, "(aim %4.2f)", aim), bare.statements(), ours.statements(),
                bare.jobs(), ours.jobs());
        rows.add(row);
        System.out.println(row);
    }

    void note(String text) {
        notes.add(text);
        System.out.println(text);
    }

    String text() {
        return """
                # Leadfluss beside the bare engine

                %s

                | leads per second through                       | bare engine | Leadfluss | ratio            | SQL statements | engine jobs |
                |------------------------------------------------|-----------|-----------|------------------|---------------|-------------|
                %s

                %s
                """.formatted(conditions, String.join("\n", rows), String.join("\n\n", notes));
    }
}
