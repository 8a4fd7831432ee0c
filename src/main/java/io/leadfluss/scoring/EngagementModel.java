package io.leadfluss.scoring;

import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * By what a lead's interest is measured: a table of points, {@code lead-engagement} for all we sell or {@code lead-engagement-<line>} for one product
 * line, the limits of lead-caps and the degrees of lead-heat. The tables may be the ones in use or others to be tried.
 */
public final class EngagementModel {

    static final String TABLE = "lead-engagement";
    static final String CAPS = "lead-caps";
    static final String HEAT = "lead-heat";
    /** The fact from which on interest is also counted anew. */
    static final String RETURN = "LeadRecycled";

    private final DecisionTables tables;
    private final String key;
    private final int version;
    private final String line;
    private final Double capPerDay;
    private final double cap;
    private final List<Degree> degrees;
    private final Optional<Set<String>> kinds;

    private EngagementModel(DecisionTables tables, String key) {
        this.tables = tables;
        this.key = key;
        this.version = tables.version(key);
        this.line = key.equals(TABLE) ? "" : key.substring(TABLE.length() + 1);
        Optional<Match> caps = tables.evaluate(CAPS, Map.of("line", line)).stream().findFirst();
        this.capPerDay = caps.map(found -> found.number("capPerDay")).orElse(null);
        this.cap = caps.map(found -> found.number("cap")).orElse(Double.POSITIVE_INFINITY);
        this.degrees = tables.evaluate(HEAT, Map.of("line", line)).stream().map(EngagementModel::degree)
                .sorted(Comparator.comparingInt(Degree::heat)).toList();
        if (!degrees.stream().map(Degree::heat).toList().equals(IntStream.rangeClosed(1, degrees.size()).boxed().toList())) {
            throw new IllegalStateException("The table " + HEAT + ": the degrees of heat must be 1, 2, 3 and so on, each once");
        }
        this.kinds = tables.named(key, "fact").map(named -> {
            Set<String> all = named.stream().collect(Collectors.toSet());
            all.add(RETURN);
            return Set.copyOf(all);
        });
    }

    /**
     * All models of these tables, the one for all we sell first.
     *
     * @throws IllegalStateException naming the table that is missing or cannot be evaluated
     */
    public static List<EngagementModel> all(DecisionTables tables) {
        return tables.keys(TABLE).stream().filter(key -> key.equals(TABLE) || key.startsWith(TABLE + "-")).map(key -> new EngagementModel(tables, key))
                .sorted(Comparator.comparing(EngagementModel::line)).toList();
    }

    /** The product line; empty for all we sell. */
    public String line() {
        return line;
    }

    /** The table of points. */
    String key() {
        return key;
    }

    int version() {
        return version;
    }

    /** The kinds of facts that may give points; empty when any may. */
    Optional<Set<String>> kinds() {
        return kinds;
    }

    boolean cares(String kind) {
        return kinds.map(named -> named.contains(kind)).orElse(true);
    }

    /** The rules that give points for the fact; {@code count} is the how-manieth of its kind it is. */
    List<Match> matches(String kind, String subject, int count) {
        return tables.evaluate(key, Map.of("fact", kind, "subject", subject, "count", count));
    }

    /** How many points one day can bring at most; null without a limit. */
    Double capPerDay() {
        return capPerDay;
    }

    /** How many points there can be at most. */
    double cap() {
        return cap;
    }

    /** The number of the coldest degree. */
    int coldest() {
        return degrees.size() + 1;
    }

    /** How hot these points make; 1 is the hottest. */
    int reached(double points) {
        return degrees.stream().filter(degree -> points >= degree.from).findFirst().map(Degree::heat).orElse(coldest());
    }

    /** How hot one stays with these points who had that heat: a little less is enough to stay than to get there. */
    int kept(int heat, double points) {
        return degrees.stream().filter(degree -> degree.heat >= heat && points >= degree.until).findFirst().map(Degree::heat).orElse(coldest());
    }

    /** Below how many points that heat is lost. */
    double lowest(int heat) {
        return degrees.get(heat - 1).until;
    }

    private static Degree degree(Match match) {
        Double heat = match.number("heat");
        Double from = match.number("from");
        Double until = match.number("until");
        if (heat == null || from == null || until == null || until > from) {
            throw new IllegalStateException("The table " + HEAT + ", rule " + match.rule() + ": heat, from and until must be numbers, until at most from");
        }
        return new Degree(heat.intValue(), from, until);
    }

    /** A degree of heat: reached at so many points, and kept until there are fewer than so many. */
    private record Degree(int heat, double from, double until) {
    }
}
