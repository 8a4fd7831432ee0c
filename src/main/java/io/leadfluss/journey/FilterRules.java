package io.leadfluss.journey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;

/** Tries a trigger's filter on a lead that has every property, so that a wrong name or a missing quote shows before a lead comes. */
final class FilterRules {

    private static final FeelEngine FEEL = new ScalaFeelEngineFactory().createInstance();
    /** All that {@link LeadFilter} offers. */
    private static final Map<String, Object> LEAD = lead();

    private FilterRules() {
    }

    static Optional<String> problem(String filter) {
        if (filter.isEmpty()) {
            return Optional.empty();
        }
        try {
            Object answer = FEEL.evaluateSimpleExpression(filter, Variables.fromMap(LEAD).asVariableContext());
            return answer instanceof Boolean ? Optional.empty() : Optional.of("has the filter '" + filter
                    + "', which does not answer true or false: it may ask " + String.join(", ", LEAD.keySet().stream().sorted().toList())
                    + "; texts stand in double quotes");
        } catch (FeelException e) {
            return Optional.of("has the filter '" + filter + "', which is not FEEL: write for example language = \"de\" and newsletter");
        }
    }

    private static Map<String, Object> lead() {
        Map<String, Object> lead = new HashMap<>();
        for (String text : new String[] {"id", "language", "country", "kind", "origin", "source", "campaign", "stage"}) {
            lead.put(text, "id".equals(text) ? 1L : "x");
        }
        for (String flag : new String[] {"confirmed", "newsletter", "tracking", "phone"}) {
            lead.put(flag, true);
        }
        lead.put("fit", 1);
        lead.put("engagement", 1);
        lead.put("event", Map.of("kind", "x", "subject", "x"));
        return Map.copyOf(lead);
    }
}
