package io.leadfluss.journey.feel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** Tries a trigger's filter on a lead that has every property, so that a wrong name or a missing quote shows before a lead comes. */
public final class FilterRules {

    private static final FeelEngine FEEL = new ScalaFeelEngineFactory().createInstance();
    /** All that {@link LeadFilter} offers. */
    private static final Map<String, Object> LEAD = lead();
    private static final Map<String, Object> TRIGGERED = triggered();

    private FilterRules() {
    }

    /** Of a trigger, which may also ask what happened. */
    public static Optional<String> problem(String filter) {
        return problem(filter, TRIGGERED);
    }

    public static Optional<String> problemWithoutEvent(String filter) {
        return problem(filter, LEAD);
    }

    private static Optional<String> problem(String filter, Map<String, Object> known) {
        if (filter.isEmpty()) {
            return Optional.empty();
        }
        String mayAsk = "it may ask " + String.join(", ", new TreeSet<>(known.keySet())) + "; texts stand in double quotes";
        SampleLead lead = new SampleLead(known, new TreeSet<>());
        try {
            Object answer = FEEL.evaluateSimpleExpression(filter, lead);
            if (!lead.unknown.isEmpty()) {
                return Optional.of("has the filter '" + filter + "', which asks for " + lead.unknown + ": " + mayAsk);
            }
            return answer instanceof Boolean ? Optional.empty() : Optional.of("has the filter '" + filter
                    + "', which does not answer true or false: " + mayAsk);
        } catch (FeelException e) {
            return Optional.of("has the filter '" + filter + "', which is not FEEL: write for example language = \"de\" and newsletter");
        }
    }

    private static Map<String, Object> lead() {
        Map<String, Object> lead = new HashMap<>();
        for (String text : new String[] {"language", "country", "kind", "origin", "source", "campaign", "stage"}) {
            lead.put(text, "x");
        }
        for (String flag : new String[] {"confirmed", "newsletter", "tracking", "phone", "existingCustomer"}) {
            lead.put(flag, true);
        }
        lead.put("fit", 1);
        lead.put("engagement", 1);
        return Map.copyOf(lead);
    }

    private static Map<String, Object> triggered() {
        Map<String, Object> lead = new HashMap<>(LEAD);
        lead.put("event", Map.of("kind", "x", "subject", "x"));
        return Map.copyOf(lead);
    }

    /** Notes what is asked for and does not exist; FEEL itself would answer null. */
    private record SampleLead(Map<String, Object> known, Set<String> unknown) implements VariableContext {

        @Override
        public TypedValue resolve(String name) {
            return known.containsKey(name) ? Variables.untypedValue(known.get(name)) : null;
        }

        @Override
        public boolean containsVariable(String name) {
            if (!known.containsKey(name) && !"inputVariableName".equals(name)) {
                unknown.add(name);
            }
            return known.containsKey(name);
        }

        @Override
        public Set<String> keySet() {
            return known.keySet();
        }
    }
}
