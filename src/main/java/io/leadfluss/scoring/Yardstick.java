package io.leadfluss.scoring;

import io.leadfluss.rules.DecisionTables;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By what leads are measured: tables, in use or tried, and what follows from them.
 *
 * @param kinds the kinds of facts that may give points; null when any may
 */
public record Yardstick(DecisionTables tables, List<EngagementModel> models, Set<String> kinds) {

    private static final List<String> TABLES = List.of(Fit.TABLE, Fit.GRADE, EngagementModel.TABLE, EngagementModel.CAPS, EngagementModel.HEAT,
            Qualification.TABLE);

    /** @throws IllegalStateException naming the table that is missing or cannot be evaluated */
    public static Yardstick of(DecisionTables tables) {
        List<EngagementModel> models = EngagementModel.all(tables);
        return new Yardstick(tables, models, kinds(models));
    }

    static Set<String> kinds(List<EngagementModel> models) {
        return models.stream().anyMatch(model -> model.kinds().isEmpty()) ? null
                : models.stream().flatMap(model -> model.kinds().orElseThrow().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a table of this key is about scores. */
    public static boolean isPart(String key) {
        return TABLES.contains(key) || key.startsWith(EngagementModel.TABLE + "-");
    }

    /** The tables that are about scores, as far as they are there. */
    public static List<String> keys(DecisionTables tables) {
        return tables.keys("lead-").stream().filter(Yardstick::isPart).toList();
    }

    /** Whether interest is told in the same way, by the keys of the tables in which the other differs. */
    public static boolean isAboutEngagement(String key) {
        return key.startsWith(EngagementModel.TABLE) || key.equals(EngagementModel.CAPS) || key.equals(EngagementModel.HEAT);
    }

    /** The kinds of facts that count for this or the other; null when any may. */
    public Set<String> kindsWith(Yardstick other) {
        if (kinds == null || other.kinds == null) {
            return null;
        }
        Set<String> both = new HashSet<>(kinds);
        both.addAll(other.kinds);
        return both;
    }

    /** The versions of all tables, as a word. */
    public static String edition(DecisionTables tables) {
        return Integer.toHexString(tables.keys("lead-").stream().map(key -> key + " " + tables.version(key)).collect(Collectors.joining(", ")).hashCode());
    }
}
