package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.scoring.ScoreModels.Edition;
import io.leadfluss.scoring.ScoreRows.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The score of a lead by every model: as it is to be stored, and what it says. */
record Computed(List<Row> rows, Map<EngagementModel, Engagement> results) {

    /** More facts than these are not counted again for each new one: then a fold of the older ones is kept. */
    private static final int LONGEST_TAIL = 64;
    /** So many stay outside of the fold, as some become known only after others that happened later. */
    private static final int SHORTEST_TAIL = 32;

    /** By all facts, in {@link Engagement#ORDER}. */
    static Computed of(Fit fit, List<Fact> facts, Edition edition, Instant now) {
        return of(fit, facts, Map.of(), null, edition, now);
    }

    /**
     * @param bases by product line, what is remembered of all facts until {@code baseAt}
     * @param tail the facts after that
     */
    static Computed of(Fit fit, List<Fact> tail, Map<String, Fold.Kept> bases, Instant baseAt, Edition edition, Instant now) {
        int cut = cut(tail);
        Instant nextBaseAt = cut == 0 ? baseAt : tail.get(cut - 1).occurredAt();
        List<Row> rows = new ArrayList<>();
        Map<EngagementModel, Engagement> results = new LinkedHashMap<>();
        for (EngagementModel model : edition.models()) {
            Fold.Kept base = bases.get(model.line());
            Fold fold = base == null ? new Fold(model) : Fold.takeUp(model, base);
            tail.subList(0, cut).forEach(fold::add);
            base = cut == 0 ? base : fold.keep();
            tail.subList(cut, tail.size()).forEach(fold::add);
            Engagement engagement = fold.at(now);
            results.put(model, engagement);
            rows.add(new Row(model.line(), fit.points(), fit.grade(), engagement.points(), engagement.heat(), edition.name(), fold.fading(now), base,
                    nextBaseAt, engagement.coolsAt()));
        }
        return new Computed(rows, results);
    }

    /** How many of the oldest go into the fold: none of a short tail, and never only some of those that happened at the same moment. */
    private static int cut(List<Fact> tail) {
        if (tail.size() <= LONGEST_TAIL) {
            return 0;
        }
        int cut = tail.size() - SHORTEST_TAIL;
        while (cut < tail.size() && tail.get(cut).occurredAt().equals(tail.get(cut - 1).occurredAt())) {
            cut++;
        }
        return cut;
    }
}
