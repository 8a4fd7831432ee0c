package io.leadfluss.journey.feel;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.ExistingCustomers;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.rules.LeadFilters;
import io.leadfluss.scoring.Score;
import io.leadfluss.scoring.Scores;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Decides by a FEEL expression, the language of DMN, whether a lead is meant. FEEL has no way to call code. */
@Component
public class LeadFilter implements LeadFilters {

    private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final List<String> TEXTS = List.of("language", "country", "kind", "origin", "source", "campaign", "stage");

    private final FeelEngine feel = new RememberingFeel();
    private final Consents consents;
    private final ExistingCustomers customers;
    private final Scores scores;
    private final JdbcClient jdbc;

    LeadFilter(Consents consents, ExistingCustomers customers, Scores scores, JdbcClient jdbc) {
        this.consents = consents;
        this.customers = customers;
        this.scores = scores;
        this.jdbc = jdbc;
    }

    /** Leads that are alike in all that the expression asks for are judged once, which makes the filter cheap for a hundred thousand. */
    @Override
    public Set<Long> matching(String expression, Collection<Long> leadIds) {
        Set<String> asked = NAME.matcher(TEXT.matcher(expression).replaceAll("")).results().map(MatchResult::group).collect(Collectors.toSet());
        Map<Map<String, Object>, Boolean> answers = new HashMap<>();
        return facts(leadIds, asked).entrySet().stream()
                .filter(lead -> answers.computeIfAbsent(lead.getValue(), known -> answer(expression, known.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, fact -> fact::getValue)))))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    @Override
    public Optional<String> problem(String expression) {
        return FilterRules.problemWithoutEvent(expression);
    }

    /** @throws IllegalArgumentException when the expression is not FEEL or does not answer true or false */
    public boolean matches(String expression, Lead lead, LeadEvent event) {
        Map<String, Supplier<Object>> facts = facts(lead, SingletonSupplier.of(() -> consents.allowed(lead.id())));
        facts.put("event", () -> Map.of("kind", event.kind(), "subject", event.subject()));
        return answer(expression, facts);
    }

    private boolean answer(String expression, Map<String, Supplier<Object>> facts) {
        if (feel.evaluateSimpleExpression(expression, new Context(facts)) instanceof Boolean answer) {
            return answer;
        }
        throw new IllegalArgumentException("The filter '" + expression + "' does not answer true or false");
    }

    /** All that a filter may ask; what it does not ask for is not looked up. */
    private Map<String, Supplier<Object>> facts(Lead lead, Supplier<Set<Purpose>> allowed) {
        Map<String, Supplier<Object>> facts = new HashMap<>();
        facts.put("language", lead::language);
        facts.put("country", lead::country);
        facts.put("kind", lead.kind()::name);
        facts.put("origin", lead.origin()::name);
        facts.put("source", lead::source);
        facts.put("campaign", lead::campaign);
        facts.put("stage", lead.stage()::name);
        facts.put("confirmed", lead::isConfirmed);
        for (Purpose purpose : Purpose.values()) {
            facts.put(purpose.key(), () -> allowed.get().contains(purpose));
        }
        facts.put("existingCustomer", () -> customers.groups(List.of(lead.id())).containsKey(lead.id()));
        facts.put("fit", () -> scores.total(lead.id()).fit());
        facts.put("engagement", () -> scores.total(lead.id()).engagement());
        return facts;
    }

    /** The same for many leads, looked up together. */
    private Map<Long, Map<String, Object>> facts(Collection<Long> leadIds, Set<String> asked) {
        Map<Long, Map<String, Object>> facts = new HashMap<>();
        if (leadIds.isEmpty()) {
            return facts;
        }
        jdbc.sql("""
                        SELECT id, language, country, kind, origin, source, campaign, stage, confirmed_at IS NOT NULL confirmed
                        FROM leads WHERE id IN (:leads)""").param("leads", leadIds).query(row -> {
            Map<String, Object> lead = new HashMap<>();
            for (String text : TEXTS) {
                lead.put(text, row.getString(text));
            }
            lead.put("confirmed", row.getBoolean("confirmed"));
            facts.put(row.getLong("id"), lead);
        });
        Set<String> purposes = Arrays.stream(Purpose.values()).map(Purpose::key).collect(Collectors.toSet());
        if (!Collections.disjoint(asked, purposes)) {
            consents.allowed(facts.keySet()).forEach((lead, allowed) -> {
                for (Purpose purpose : Purpose.values()) {
                    facts.get(lead).put(purpose.key(), allowed.contains(purpose));
                }
            });
        }
        if (asked.contains("existingCustomer")) {
            Set<Long> known = customers.groups(facts.keySet()).keySet();
            facts.forEach((lead, told) -> told.put("existingCustomer", known.contains(lead)));
        }
        if (asked.contains("fit") || asked.contains("engagement")) {
            Map<Long, Score> totals = scores.totals(facts.keySet());
            facts.forEach((lead, known) -> {
                Score score = totals.get(lead);
                known.put("fit", score == null ? 0.0 : score.fit());
                known.put("engagement", score == null ? 0.0 : score.engagement());
            });
        }
        facts.values().forEach(known -> known.keySet().retainAll(asked));
        return facts;
    }

    private record Context(Map<String, Supplier<Object>> facts) implements VariableContext {

        @Override
        public TypedValue resolve(String name) {
            return facts.containsKey(name) ? Variables.untypedValue(facts.get(name).get()) : null;
        }

        @Override
        public boolean containsVariable(String name) {
            return facts.containsKey(name);
        }

        @Override
        public Set<String> keySet() {
            return facts.keySet();
        }
    }
}
