package io.leadfluss.journey;

import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadEvent;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Decides by a FEEL expression, the language of DMN, whether a lead is meant. FEEL has no way to call code. */
@Component
class LeadFilter {

    private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();

    /** @throws IllegalArgumentException when the expression is not FEEL or does not answer true or false */
    boolean matches(String expression, Lead lead, LeadEvent event) {
        Map<String, Object> context = new HashMap<>();
        context.put("language", lead.language());
        context.put("country", lead.country());
        context.put("kind", lead.kind().name());
        context.put("origin", lead.origin().name());
        context.put("source", lead.source());
        context.put("campaign", lead.campaign());
        context.put("stage", lead.stage().name());
        context.put("confirmed", lead.isConfirmed());
        context.put("event", Map.of("kind", event.kind(), "subject", event.subject()));
        if (feel.evaluateSimpleExpression(expression, Variables.fromMap(context).asVariableContext()) instanceof Boolean answer) {
            return answer;
        }
        throw new IllegalArgumentException("The filter '" + expression + "' does not answer true or false");
    }
}
