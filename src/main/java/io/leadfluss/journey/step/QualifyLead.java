package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Marks the lead as qualified by sales (SQL). */
@Component("qualifyLead")
class QualifyLead extends SalesStep {

    private final Handovers handovers;

    QualifyLead(Handovers handovers, Objections objections) {
        super(objections);
        this.handovers = handovers;
    }

    @Override
    void record(DelegateExecution execution, Decision decision) {
        handovers.qualify(decision.instance(), decision.rep(), decision.note());
    }
}
