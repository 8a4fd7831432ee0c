package io.leadfluss.scoring;

import io.leadfluss.lead.Company;
import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Stage;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.scoring.Score.Line;
import io.leadfluss.scoring.Score.Point;
import io.leadfluss.scoring.ScoreModels.Edition;
import io.leadfluss.scoring.ScoreRows.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Scores of leads: fit by what they are, engagement by what they did. Only confirmed leads have one. What is stored is always what the facts give:
 * it only saves counting them all again.
 */
@Component
public class Scores {

    private static final Logger log = LoggerFactory.getLogger(Scores.class);
    private static final String ACCOUNT = "lead-account";
    private static final int MOST_PEOPLE = 50;
    private static final Set<Stage> MAY_COOL = EnumSet.complementOf(EnumSet.of(Stage.CUSTOMER, Stage.DISQUALIFIED));

    private final ScoreRows rows;
    private final ScoreModels models;
    private final DecisionTables tables;
    private final Qualification qualification;
    private final Leads leads;
    private final Facts facts;
    private final Clock clock;

    Scores(ScoreRows rows, ScoreModels models, DecisionTables tables, Qualification qualification, Leads leads, Facts facts, Clock clock) {
        this.rows = rows;
        this.models = models;
        this.tables = tables;
        this.qualification = qualification;
        this.leads = leads;
        this.facts = facts;
        this.clock = clock;
    }

    /** The score as of now with all its points: fit first, then engagement, newest first. */
    @Transactional(readOnly = true)
    public Score explain(long leadId) {
        return explain(leadId, clock.instant());
    }

    /** The score as of any moment, by the tables of today; fit is what it is today. */
    @Transactional(readOnly = true)
    public Score explain(long leadId, Instant at) {
        Lead lead = leads.get(leadId);
        if (!lead.isConfirmed()) {
            return Score.none(at);
        }
        try {
            Edition edition = models.newest();
            Fit fit = Fit.of(lead, tables);
            List<Fact> happened = rows.facts(leadId, null, at, edition.kinds());
            List<Point> points = new ArrayList<>(fit.rules().stream().map(rule -> Point.of(rule, at)).toList());
            List<Line> lines = new ArrayList<>();
            Engagement all = null;
            for (EngagementModel model : edition.models()) {
                Engagement engagement = Engagement.of(happened, model, at);
                if (model.line().isEmpty()) {
                    all = engagement;
                    List<Point> given = new ArrayList<>(engagement.given().stream().map(Point::of).toList());
                    Collections.reverse(given);
                    points.addAll(given);
                } else {
                    lines.add(new Line(model.line(), engagement.points(), engagement.heat(), engagement.coolsAt()));
                }
            }
            return all == null ? Score.none(at)
                    : new Score(fit.points(), fit.grade(), all.points(), all.heat(), all.coolsAt(), at, points, lines);
        } catch (IllegalStateException e) {
            log.error("The score of lead {} cannot be explained: {}", leadId, e.getMessage());
            return Score.none(at);
        }
    }

    /** The scores of many leads as of now, without their points, in one statement; a lead that has none is not among them. */
    @Transactional(readOnly = true)
    public Map<Long, Score> totals(Collection<Long> leadIds) {
        return leadIds.isEmpty() ? Map.of() : rows.totals(leadIds, clock.instant());
    }

    /** The score of a lead as of now, without its points; that of nothing when it has none. */
    @Transactional(readOnly = true)
    public Score total(long leadId) {
        return Optional.ofNullable(totals(Set.of(leadId)).get(leadId)).orElseGet(() -> Score.none(clock.instant()));
    }

    /** The interest of the company that a lead works for; empty when none is known. */
    @Transactional(readOnly = true)
    public Optional<Account> account(long leadId) {
        return Optional.ofNullable(leads.get(leadId).company()).map(this::account);
    }

    private Account account(Company company) {
        List<Score> people = rows.ofCompany(company.id(), MOST_PEOPLE, clock.instant()).stream()
                .sorted((one, other) -> Double.compare(other.engagement(), one.engagement())).toList();
        double points = 0;
        for (int i = 0; i < people.size(); i++) {
            int place = i + 1;
            double weight = tables.evaluate(ACCOUNT, Map.of("place", place)).stream().findFirst().map(match -> match.number("weight")).orElse(0.0);
            points += weight * people.get(i).engagement();
        }
        int coldest = models.newest().models().stream().mapToInt(EngagementModel::coldest).max().orElse(0);
        return new Account(company.name(), people.size(), (int) people.stream().filter(person -> person.heat() < coldest).count(), points,
                people.stream().map(Score::grade).min(String::compareTo).orElse(""));
    }

    /** Fit is computed anew after the profile changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void profileChanged(long leadId) {
        unlessBroken(leadId, () -> settle(leadId, null, true, false));
    }

    /** Computes everything anew from all facts, as after a change of the tables; who is ripe for sales goes there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rescore(long leadId) {
        confirmed(leadId).ifPresent(lead -> qualify(lead, settle(lead, null, true, true)));
    }

    /** As {@link #rescore}, but leaves the lead where it is; answers whether it is ripe for sales. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean restore(long leadId) {
        return confirmed(leadId).map(lead -> isRipe(lead, settle(lead, null, true, true), tables)).orElse(false);
    }

    static boolean isRipe(Lead lead, Computed computed, DecisionTables tables) {
        return Qualification.mayQualify(lead) && Qualification.passes(computed.rows().get(0).grade(), computed.results(), lead.bar(), tables);
    }

    /** Gives the points of one fact. */
    @Transactional(propagation = Propagation.MANDATORY)
    void score(Fact fact) {
        unlessBroken(fact.leadId(), () -> {
            if (models.newest().cares(fact.kind())) {
                settle(fact.leadId(), fact, false, false);
            }
        });
    }

    /** Gives the points of all that is known of a lead. */
    @Transactional(propagation = Propagation.MANDATORY)
    void scoreAll(long leadId) {
        unlessBroken(leadId, () -> settle(leadId, null, true, true));
    }

    /** Looks how hot the lead is still; a score whose lead is gone is forgotten. */
    @Transactional(propagation = Propagation.MANDATORY)
    void cool(long leadId) {
        confirmed(leadId).ifPresentOrElse(lead -> qualify(lead, settle(lead, null, false, false)), () -> rows.remove(leadId));
    }

    /** Empty when the lead has no score, or was erased while something was still to be done about it. */
    private Optional<Lead> confirmed(long leadId) {
        return leads.findById(leadId).filter(Lead::isConfirmed);
    }

    private void settle(long leadId, Fact cause, boolean renewFit, boolean anew) {
        Lead lead = leads.get(leadId);
        if (lead.isConfirmed()) {
            qualify(lead, settle(lead, cause, renewFit, anew));
        }
    }

    /** What happened to a lead must not be lost because a table is broken: then it has no new score until the table is mended, and the log says so. */
    private static void unlessBroken(long leadId, Runnable settle) {
        try {
            settle.run();
        } catch (IllegalStateException e) {
            log.error("Lead {} gets no points: {}", leadId, e.getMessage());
        }
    }

    private Computed settle(Lead lead, Fact cause, boolean renewFit, boolean anew) {
        Edition edition = models.newest();
        Map<String, Row> known = rows.lock(lead.id()).stream().collect(Collectors.toMap(Row::line, Function.identity()));
        // Only now: what happened while this waited for the lock counts too.
        Instant now = clock.instant();
        Instant baseAt = known.values().iterator().next().baseAt();
        boolean same = known.size() == edition.models().size() && edition.models().stream().map(EngagementModel::line).allMatch(known::containsKey)
                && known.values().stream().allMatch(row -> row.edition().equals(edition.name()));
        // A millisecond more: the time of a fact is rounded when it is stored.
        boolean late = cause != null && baseAt != null && !cause.occurredAt().minusMillis(1).isAfter(baseAt);
        if (!same || late || anew) {
            baseAt = null;
        }
        Row main = known.get("");
        Fit fit = renewFit || !same ? Fit.of(lead, tables) : new Fit(main.fit(), main.grade(), List.of());

        List<Fact> tail = rows.facts(lead.id(), baseAt, now, edition.kinds());
        Map<String, Fold.Kept> bases = baseAt == null ? Map.of()
                : known.values().stream().filter(row -> row.base() != null).collect(Collectors.toMap(Row::line, Row::base));
        Computed computed = Computed.of(fit, tail, bases, baseAt, edition, now);
        rows.save(Map.of(lead.id(), computed.rows()), now);
        if (!same) {
            rows.removeOthers(lead.id(), computed.rows().stream().map(Row::line).collect(Collectors.toSet()));
        }
        computed.results().forEach((model, engagement) -> {
            if (same && engagement.heat() > known.get(model.line()).heat() && MAY_COOL.contains(lead.stage())) {
                cooled(lead, fit, model, engagement);
            }
        });
        return computed;
    }

    private void qualify(Lead lead, Computed computed) {
        computed.results().forEach((model, engagement) -> qualification.consider(lead, computed.rows().get(0).grade(), model, engagement));
    }

    private void cooled(Lead lead, Fit fit, EngagementModel model, Engagement engagement) {
        String cell = fit.grade() + engagement.heat();
        facts.record(new LeadCooled(lead.id(), "cooled:" + lead.id() + ":" + model.line() + ":" + engagement.heat() + ":"
                        + engagement.heatSince().toEpochMilli(), model.line().isEmpty() ? cell : cell + "#" + model.line()), engagement.heatSince());
    }
}
