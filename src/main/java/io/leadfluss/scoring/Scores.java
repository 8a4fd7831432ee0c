package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.rules.DecisionTables;
import io.leadfluss.rules.DecisionTables.Match;
import io.leadfluss.scoring.Score.Model;
import io.leadfluss.scoring.Score.Point;
import io.leadfluss.scoring.ScorePoints.NewPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Scores of leads: fit by what they are (table lead-fit), engagement by what they do (table lead-engagement). Only confirmed leads have one. A score
 * is always the sum of its points as they are worth at the moment; nothing has to be counted down.
 */
@Component
public class Scores {

    private static final Logger log = LoggerFactory.getLogger(Scores.class);
    private static final String FIT = "lead-fit";
    private static final String ENGAGEMENT = "lead-engagement";

    private final ScorePoints points;
    private final DecisionTables tables;
    private final Qualification qualification;
    private final Leads leads;
    private final Facts facts;
    private final Clock clock;

    Scores(ScorePoints points, DecisionTables tables, Qualification qualification, Leads leads, Facts facts, Clock clock) {
        this.points = points;
        this.tables = tables;
        this.qualification = qualification;
        this.leads = leads;
        this.facts = facts;
        this.clock = clock;
    }

    /** The score as of now with all its points: fit first, then engagement, newest first. */
    @Transactional(readOnly = true)
    public Score explain(long leadId) {
        Instant now = clock.instant();
        return Score.of(points.of(leadId, now), now);
    }

    /** The scores of many leads as of now, without their points, in one statement; a lead that has none is not among them. */
    @Transactional(readOnly = true)
    public Map<Long, Score> totals(Collection<Long> leadIds) {
        return leadIds.isEmpty() ? Map.of() : points.totals(leadIds, clock.instant());
    }

    /** Fit is computed anew after the profile changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void profileChanged(long leadId) {
        Lead lead = leads.get(leadId);
        if (lead.isConfirmed() && renewFit(lead)) {
            settle(lead);
        }
    }

    /** Gives the points of one fact. */
    @Transactional(propagation = Propagation.MANDATORY)
    void score(Fact fact) {
        List<NewPoint> given = engagement(fact);
        if (given.isEmpty()) {
            return;
        }
        Lead lead = leads.get(fact.leadId());
        if (lead.isConfirmed()) {
            points.add(lead.id(), given, clock.instant());
            settle(lead);
        }
    }

    /** Gives the points of all that is known of a lead; what was given before stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    void scoreAll(long leadId) {
        Lead lead = leads.get(leadId);
        List<NewPoint> all = new ArrayList<>(fit(lead));
        facts.of(leadId, Integer.MAX_VALUE).forEach(fact -> all.addAll(engagement(fact)));
        points.removeFit(leadId);
        points.add(leadId, all, clock.instant());
        settle(lead);
    }

    private void settle(Lead lead) {
        Score score = explain(lead.id());
        points.cache(lead.id(), score);
        qualification.consider(lead, score);
    }

    private List<NewPoint> engagement(Fact fact) {
        return matches(ENGAGEMENT, Map.of("fact", fact.kind(), "subject", fact.subject()), fact.leadId()).stream()
                .map(match -> new NewPoint(fact.id(), match, fact.occurredAt())).toList();
    }

    private List<NewPoint> fit(Lead lead) {
        Instant now = clock.instant();
        return matches(FIT, inputs(lead), lead.id()).stream().map(match -> new NewPoint(null, match, now)).toList();
    }

    /** False when nothing changed, so that a form filled in twice with the same words costs nothing. */
    private boolean renewFit(Lead lead) {
        Instant now = clock.instant();
        List<NewPoint> fit = fit(lead);
        List<String> known = points.of(lead.id(), now).stream().filter(point -> point.model().equals(Model.FIT)).map(Scores::print).sorted().toList();
        if (known.equals(fit.stream().map(point -> print(point.match())).sorted().toList())) {
            return false;
        }
        points.removeFit(lead.id());
        points.add(lead.id(), fit, now);
        return true;
    }

    /** What happened to a lead must not be lost because a table is broken: then it goes without points, and the log says so. */
    private List<Match> matches(String table, Map<String, Object> inputs, long leadId) {
        try {
            return tables.evaluate(table, inputs).stream().filter(match -> match.number("points") != null).toList();
        } catch (IllegalStateException e) {
            log.error("Lead {} gets no points: {}", leadId, e.getMessage());
            return List.of();
        }
    }

    private static Map<String, Object> inputs(Lead lead) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("completeness", lead.completeness());
        inputs.put("kind", lead.kind().name());
        inputs.put("country", lead.country());
        inputs.put("jobTitle", lead.jobTitle() == null ? null : lead.jobTitle().toLowerCase(Locale.ROOT));
        inputs.put("companyDomain", lead.company() == null ? null : lead.company().domain());
        inputs.put("freeMail", lead.address().isFreeMail());
        inputs.put("phoneGiven", lead.phone() != null);
        inputs.put("origin", lead.origin().name());
        return inputs;
    }

    private static String print(Point point) {
        return point.rule() + point.tableVersion() + point.input() + point.points();
    }

    private static String print(Match match) {
        return match.rule() + match.version() + match.input() + match.number("points");
    }
}
