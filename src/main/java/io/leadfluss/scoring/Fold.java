package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.rules.DecisionTables.Match;
import io.leadfluss.scoring.Engagement.Given;
import io.leadfluss.scoring.Fading.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts facts one after the other, in {@link Engagement#ORDER}. What it must remember does not grow with their number, so it can be kept and
 * taken up again; the result is the same as that of counting all anew, to the last bit.
 */
final class Fold {

    private static final Duration HORIZON = Duration.ofDays(3_650);
    private static final long MINUTE = 60;

    private final EngagementModel model;
    private final Map<Source, Sum> sums;
    private final Map<String, Integer> counts;
    private LocalDate day;
    private double givenToday;
    private List<Part> seen;
    private Instant seenAt;
    private int heat;
    private Instant heatSince;
    private Instant settledAt;
    private List<Given> given;

    Fold(EngagementModel model) {
        this.model = model;
        this.sums = new TreeMap<>(Source.ORDER);
        this.counts = new TreeMap<>();
        this.day = LocalDate.EPOCH;
        this.seen = List.of();
        this.seenAt = Instant.EPOCH;
        this.heat = model.coldest();
        this.settledAt = Instant.EPOCH;
    }

    private Fold(Fold other) {
        this(other.model);
        other.sums.forEach((source, sum) -> sums.put(source, new Sum(sum.points, sum.at, sum.today)));
        counts.putAll(other.counts);
        day = other.day;
        givenToday = other.givenToday;
        seen = other.seen;
        seenAt = other.seenAt;
        heat = other.heat;
        heatSince = other.heatSince;
        settledAt = other.settledAt;
        given = other.given;
    }

    Fold copy() {
        return new Fold(this);
    }

    /** Lists what is given from now on. */
    Fold explaining() {
        given = new ArrayList<>();
        return this;
    }

    /** Counts the next fact. */
    void add(Fact fact) {
        if (!model.cares(fact.kind())) {
            return;
        }
        Instant at = fact.occurredAt();
        cool(at);
        begin(at.atZone(ZoneOffset.UTC).toLocalDate());
        int count = counts.merge(fact.kind(), 1, Integer::sum);
        if (fact.kind().equals(EngagementModel.RETURN)) {
            seen = parts(at);
            seenAt = at;
        }
        for (Match match : model.matches(fact.kind(), fact.subject(), count)) {
            if (match.number("points") != null) {
                give(fact, count, match);
            }
        }
        double points = points(at);
        heated(Math.min(model.kept(heat, points), model.reached(points)), at);
    }

    /** The result at a moment not before the last fact. */
    Engagement at(Instant moment) {
        Fold then = copy();
        then.cool(moment);
        double points = then.points(moment);
        double fresh = Math.min(model.cap(), Fading.left(parts(moment), moment, moment) - Fading.left(seen, seenAt, moment));
        Instant coolsAt = then.heat == model.coldest() ? null : then.firstBelow(model.lowest(then.heat), moment, moment.plus(HORIZON));
        return new Engagement(points, fresh, counts.getOrDefault(EngagementModel.RETURN, 0), then.heat, then.heatSince, coolsAt,
                given == null ? List.of() : given.stream().map(point -> new Given(point.fact(), point.count(), point.rule(), point.points(),
                        Decay.left(point.points(), point.rule().number("halfLifeDays"), point.fact().occurredAt(), moment))).toList());
    }

    /** What the points will be worth later. */
    Fading fading(Instant at) {
        return new Fading(parts(at), model.cap(), at);
    }

    private void begin(LocalDate today) {
        if (!today.equals(day)) {
            day = today;
            givenToday = 0;
            sums.values().forEach(sum -> sum.today = 0);
        }
    }

    /** As many of the points as the limits leave room for: those of the rule, in all and for a day, and that of the day for all rules. */
    private void give(Fact fact, int count, Match match) {
        double worth = match.number("points");
        Double halfLife = match.number("halfLifeDays");
        Instant at = fact.occurredAt();
        Sum sum = sums.computeIfAbsent(new Source(match.rule(), halfLife), source -> new Sum(0, at, 0));
        double before = Decay.left(sum.points, halfLife, sum.at, at);
        double sign = Math.signum(worth);
        double size = Math.abs(worth);
        size = within(size, match.number("cap"), sign * before);
        size = within(size, match.number("capPerDay"), sign * sum.today);
        if (worth > 0) {
            size = within(size, model.capPerDay(), givenToday);
            givenToday += size;
        }
        sum.points = before + sign * size;
        sum.at = at;
        sum.today += sign * size;
        if (given != null) {
            given.add(new Given(fact, count, match, sign * size, sign * size));
        }
    }

    private static double within(double size, Double limit, double used) {
        return limit == null ? size : Math.max(0, Math.min(size, limit - used));
    }

    private double points(Instant at) {
        double sum = 0;
        for (Map.Entry<Source, Sum> entry : sums.entrySet()) {
            sum += entry.getValue().left(entry.getKey(), at);
        }
        return Math.min(model.cap(), sum);
    }

    private List<Part> parts(Instant at) {
        Map<Double, Double> parts = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
        sums.forEach((source, sum) -> parts.merge(source.halfLifeDays, sum.left(source, at), Double::sum));
        return parts.entrySet().stream().map(part -> new Part(part.getKey(), part.getValue())).toList();
    }

    private void heated(int degree, Instant at) {
        if (degree != heat) {
            heat = degree;
            heatSince = at;
        }
    }

    /** Lets the heat fall at each full minute at which too few points were left. */
    private void cool(Instant until) {
        while (heat < model.coldest()) {
            Instant cold = firstBelow(model.lowest(heat), settledAt, until);
            if (cold == null) {
                break;
            }
            heated(model.kept(heat, points(cold)), cold);
            settledAt = cold;
        }
        settledAt = until;
    }

    /** The first full minute after the one moment, and not after the other, with fewer points than this; null when there is none. */
    private Instant firstBelow(double limit, Instant after, Instant until) {
        long first = Math.floorDiv(after.getEpochSecond(), MINUTE) + 1;
        long last = Math.floorDiv(until.getEpochSecond(), MINUTE);
        if (first > last) {
            return null;
        }
        Long found = firstBelow(limit, first, last);
        return found == null ? null : Instant.ofEpochSecond(found * MINUTE);
    }

    /** What was given only gets less, and what was taken too: between two moments there is at least the rest of the one less the whole of the other. */
    private Long firstBelow(double limit, long first, long last) {
        if (sum(true, last) + sum(false, first) >= limit) {
            return null;
        }
        if (first == last) {
            return first;
        }
        long middle = Math.floorDiv(first + last, 2);
        Long earlier = firstBelow(limit, first, middle);
        return earlier != null ? earlier : firstBelow(limit, middle + 1, last);
    }

    private double sum(boolean positive, long minute) {
        Instant at = Instant.ofEpochSecond(minute * MINUTE);
        double total = 0;
        for (Map.Entry<Source, Sum> entry : sums.entrySet()) {
            if (entry.getValue().points > 0 == positive) {
                total += entry.getValue().left(entry.getKey(), at);
            }
        }
        return total;
    }

    /** What is to be remembered. */
    Kept keep() {
        return new Kept(sums.entrySet().stream().map(entry -> new Kept.Row(entry.getKey().rule, entry.getKey().halfLifeDays, entry.getValue().points,
                entry.getValue().at.toEpochMilli(), entry.getValue().today)).toList(), Map.copyOf(counts), day.toEpochDay(), givenToday, seen,
                seenAt.toEpochMilli(), heat, heatSince == null ? null : heatSince.toEpochMilli(), settledAt.toEpochMilli());
    }

    static Fold takeUp(EngagementModel model, Kept kept) {
        Fold fold = new Fold(model);
        kept.sums.forEach(row -> fold.sums.put(new Source(row.rule, row.halfLifeDays), new Sum(row.points, Instant.ofEpochMilli(row.at), row.today)));
        fold.counts.putAll(kept.counts);
        fold.day = LocalDate.ofEpochDay(kept.day);
        fold.givenToday = kept.givenToday;
        fold.seen = kept.seen;
        fold.seenAt = Instant.ofEpochMilli(kept.seenAt);
        fold.heat = kept.heat;
        fold.heatSince = kept.heatSince == null ? null : Instant.ofEpochMilli(kept.heatSince);
        fold.settledAt = Instant.ofEpochMilli(kept.settledAt);
        return fold;
    }

    /** What is remembered of the facts counted so far, as it is stored. */
    record Kept(List<Row> sums, Map<String, Integer> counts, long day, double givenToday, List<Part> seen, long seenAt, int heat, Long heatSince,
            long settledAt) {

        record Row(String rule, Double halfLifeDays, double points, long at, double today) {
        }
    }

    /** Where points come from; those of one source fade alike. */
    private record Source(String rule, Double halfLifeDays) {

        static final Comparator<Source> ORDER = Comparator.comparing(Source::rule)
                .thenComparing(Source::halfLifeDays, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** The points of one source, as they were worth when the last were given. */
    private static final class Sum {

        private double points;
        private Instant at;
        private double today;

        Sum(double points, Instant at, double today) {
            this.points = points;
            this.at = at;
            this.today = today;
        }

        double left(Source source, Instant moment) {
            return Decay.left(points, source.halfLifeDays, at, moment);
        }
    }
}
