package io.leadfluss.kpi;

import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of one team, rep, source, journey, score or month.
 *
 * @param handed handed over in the period, and of these taken, qualified and won until today, and for how much
 * @param decided first decisions of sales in the period, and how many of them said yes
 * @param kept deadlines of the period that sales kept, and missed
 * @param waits working minutes until the first touches of the period, with how often
 */
public record FigureLine(String key, long handed, long taken, long qualified, long won, long revenue, long decided, long accepted,
        long kept, long missed, Map<Integer, Long> waits) {

    static FigureLine none(String key) {
        return new FigureLine(key, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());
    }

    FigureLine plus(FigureLine other) {
        Map<Integer, Long> both = new TreeMap<>(waits);
        other.waits.forEach((minutes, times) -> both.merge(minutes, times, Long::sum));
        return new FigureLine(key, handed + other.handed, taken + other.taken, qualified + other.qualified, won + other.won, revenue + other.revenue,
                decided + other.decided, accepted + other.accepted, kept + other.kept, missed + other.missed, both);
    }

    FigureLine named(String name) {
        return new FigureLine(name, handed, taken, qualified, won, revenue, decided, accepted, kept, missed, waits);
    }

    FigureLine withHanded(long handed, long taken, long qualified, long won, long revenue) {
        return new FigureLine(key, handed, taken, qualified, won, revenue, decided, accepted, kept, missed, waits);
    }

    FigureLine withDecided(long decided, long accepted) {
        return new FigureLine(key, handed, taken, qualified, won, revenue, decided, accepted, kept, missed, waits);
    }

    FigureLine withDeadlines(long kept, long missed) {
        return new FigureLine(key, handed, taken, qualified, won, revenue, decided, accepted, kept, missed, waits);
    }

    FigureLine withWaits(Map<Integer, Long> waits) {
        return new FigureLine(key, handed, taken, qualified, won, revenue, decided, accepted, kept, missed, waits);
    }

    /** Null when nothing was decided. */
    public Double acceptance() {
        return share(accepted, decided);
    }

    /** Null when no deadline fell into the period. */
    public Double keptShare() {
        return share(kept, kept + missed);
    }

    public long deadlines() {
        return kept + missed;
    }

    public long touches() {
        return waits.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Working minutes that half of the touches took at most; null without any. */
    public Integer median() {
        return quantile(0.5);
    }

    /** Working minutes that nine of ten touches took at most; null without any. */
    public Integer ninetieth() {
        return quantile(0.9);
    }

    private Integer quantile(double share) {
        long wanted = (long) Math.ceil(share * touches());
        long seen = 0;
        for (Map.Entry<Integer, Long> each : new TreeMap<>(waits).entrySet()) {
            seen += each.getValue();
            if (seen >= wanted) {
                return each.getKey();
            }
        }
        return null;
    }

    static Double share(long part, long whole) {
        return whole == 0 ? null : Double.valueOf((double) part / whole);
    }
}
