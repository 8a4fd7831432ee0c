package io.leadfluss.journey;

import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.lead.Leads;
import io.leadfluss.rules.LeadFilters;
import io.leadfluss.scoring.Scores;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Decides by a FEEL expression, the language of DMN, whether a lead is meant. FEEL has no way to call code. */
@Component
class LeadFilter implements LeadFilters {

    private final FeelEngine feel = new RememberingFeel();
    private final Consents consents;
    private final Scores scores;
    private final Leads leads;

    LeadFilter(Consents consents, Scores scores, Leads leads) {
        this.consents = consents;
        this.scores = scores;
        this.leads = leads;
    }

    @Override
    public Set<Long> matching(String expression, Collection<Long> leadIds) {
        Map<Long, Set<Purpose>> allowed = consents.allowed(leadIds);
        return leads.findAllById(leadIds).stream().filter(lead -> answer(expression, facts(lead, () -> allowed.get(lead.id()))))
                .map(Lead::id).collect(Collectors.toSet());
    }

    @Override
    public Optional<String> problem(String expression) {
        return FilterRules.problemWithoutEvent(expression);
    }

    /** @throws IllegalArgumentException when the expression is not FEEL or does not answer true or false */
    boolean matches(String expression, Lead lead, LeadEvent event) {
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
        facts.put("fit", () -> scores.explain(lead.id()).fit());
        facts.put("engagement", () -> scores.explain(lead.id()).engagement());
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
