package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Lead;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a lead is worth at a moment by a yardstick; nothing of it is stored. */
public record Verdict(Fit fit, Map<EngagementModel, Engagement> engagement, boolean isRipe) {

    /**
     * @param facts until the moment, in {@link Engagement#ORDER}
     * @throws IllegalStateException naming the table that cannot judge the lead
     */
    public static Verdict of(Lead lead, List<Fact> facts, Yardstick yardstick, Instant at) {
        Map<EngagementModel, Engagement> engagement = new LinkedHashMap<>();
        yardstick.models().forEach(model -> engagement.put(model, Engagement.total(facts, model, at)));
        return of(lead, engagement, yardstick);
    }

    /** The verdict by another yardstick that measures interest alike. */
    public Verdict with(Lead lead, Yardstick other) {
        return of(lead, engagement, other);
    }

    private static Verdict of(Lead lead, Map<EngagementModel, Engagement> engagement, Yardstick yardstick) {
        Fit fit = Fit.of(lead, yardstick.tables());
        return new Verdict(fit, engagement, Qualification.passes(fit.grade(), engagement, lead.bar(), yardstick.tables()));
    }

    /** Whether sales has not had the lead yet, or gave it back. */
    public static boolean mayQualify(Lead lead) {
        return Qualification.mayQualify(lead);
    }

    /** The interest in all we sell. */
    public Engagement interest() {
        return engagement.entrySet().stream().filter(entry -> entry.getKey().line().isEmpty()).map(Map.Entry::getValue).findFirst().orElseThrow();
    }

    /** Grade and heat, A1 to D4. */
    public String cell() {
        return fit.grade() + interest().heat();
    }
}
