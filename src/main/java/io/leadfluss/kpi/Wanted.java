package io.leadfluss.kpi;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which handovers to count, both days included; null stands for all. */
public record Wanted(LocalDate from, LocalDate to, String purpose, String team, String rep, String source, String journey, String cell) {

    static Wanted in(LocalDate from, LocalDate to) {
        return new Wanted(from, to, null, null, null, null, null, null);
    }

    Wanted with(String purpose, String team) {
        return new Wanted(from, to, purpose, team, rep, source, journey, cell);
    }

    /** Column and value of each condition. */
    Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        put(conditions, "purpose", purpose);
        put(conditions, "team", team);
        put(conditions, "rep", rep);
        put(conditions, "source", source);
        put(conditions, "journey", journey);
        put(conditions, "cell", cell);
        return conditions;
    }

    private static void put(Map<String, String> conditions, String column, String value) {
        if (value != null) {
            conditions.put(column, value);
        }
    }
}
