package io.leadfluss.scoring;

import io.leadfluss.rules.DecisionTables;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The models by which leads are scored now. They are read anew when one of their tables has changed. */
@Component
class ScoreModels {

    private final DecisionTables tables;
    private volatile Edition newest = new Edition("", List.of(), null);

    ScoreModels(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * The models and the versions of their tables, as a word: a score of another edition has to be computed anew.
     *
     * @param kinds the kinds of facts that may give points; null when any may
     */
    record Edition(String name, List<EngagementModel> models, Set<String> kinds) {

        boolean cares(String kind) {
            return kinds == null || kinds.contains(kind);
        }
    }

    /** @throws IllegalStateException naming the table that is missing or cannot be evaluated */
    Edition newest() {
        String name = Stream.concat(tables.keys(EngagementModel.TABLE).stream(),
                        Stream.of(EngagementModel.CAPS, EngagementModel.HEAT, Fit.TABLE, Fit.GRADE))
                .map(key -> key + " " + tables.version(key)).collect(Collectors.joining(", "));
        String hash = Integer.toHexString(name.hashCode());
        Edition known = newest;
        if (known.name.equals(hash)) {
            return known;
        }
        List<EngagementModel> models = EngagementModel.all(tables);
        newest = new Edition(hash, models, Yardstick.kinds(models));
        return newest;
    }
}
