package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Marks the lead as qualified by sales (SQL). */
@Component("qualifyLead")
class QualifyLead extends SalesStep {

    QualifyLead(Handovers handovers, Objections objections) {
        super(handovers, objections);
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        handovers.qualify(decision.instance(), decision.rep(), decision.note());
    }
}
