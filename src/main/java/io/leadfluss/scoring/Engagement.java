package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.rules.DecisionTables.Match;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How interested a lead was at a moment: a function of what it had done by then and of the tables, and of nothing else. In which order the facts
 * became known makes no difference.
 *
 * @param points after fading and within the limits
 * @param fresh the points given since sales gave the lead back; all of them when it never did
 * @param returns how often sales gave the lead back
 * @param heat 1 is the hottest; it rises only by something that happens, and falls a little later than it rose
 * @param heatSince when the heat last changed; null when it never has
 * @param coolsAt when the heat falls next if nothing more happens; null when it never does
 * @param given every point that was given, oldest first
 */
public record Engagement(double points, double fresh, int returns, int heat, Instant heatSince, Instant coolsAt, List<Given> given) {

    /** The order in which facts count; equal ones can change places. */
    static final Comparator<Fact> ORDER = Comparator.comparing(Fact::occurredAt).thenComparing(Fact::kind).thenComparing(Fact::subject);

    /** What the facts give; those after the moment do not count. */
    public static Engagement of(Collection<Fact> facts, EngagementModel model, Instant at) {
        Fold fold = new Fold(model).explaining();
        facts.stream().filter(fact -> !fact.occurredAt().isAfter(at)).sorted(ORDER).forEach(fold::add);
        return fold.at(at);
    }

    /** As {@link #of}, of facts in their order and without telling what each gave. */
    static Engagement total(List<Fact> facts, EngagementModel model, Instant at) {
        Fold fold = new Fold(model);
        facts.forEach(fold::add);
        return fold.at(at);
    }

    /**
     * What one rule gave for one fact.
     *
     * @param count the how-manieth of its kind the fact is
     * @param points after the limits
     * @param pointsNow after fading
     */
    public record Given(Fact fact, int count, Match rule, double points, double pointsNow) {

        /** As the rule says, before the limits. */
        public double worth() {
            return rule.number("points");
        }
    }
}
