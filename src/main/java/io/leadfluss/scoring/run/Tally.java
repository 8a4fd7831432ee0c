package io.leadfluss.scoring.run;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name, which can be written down and added up. */
public final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    public void count(String name) {
        add(name, 1);
    }

    public void add(String name, long more) {
        counts.merge(name, more, Long::sum);
    }

    public long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** The counts whose names begin like this, by the rest of their names. */
    public Map<String, Long> under(String prefix) {
        Map<String, Long> found = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), count);
            }
        });
        return found;
    }

    /** One line per count. */
    public String print() {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) -> text.append(name).append('\t').append(count).append('\n'));
        return text.toString();
    }

    /** Adds what was printed; lines of another kind are left out. */
    public void addPrinted(String text) {
        text.lines().map(line -> line.split("\t")).filter(fields -> fields.length == 2).forEach(fields -> add(fields[0], Long.parseLong(fields[1])));
    }
}
