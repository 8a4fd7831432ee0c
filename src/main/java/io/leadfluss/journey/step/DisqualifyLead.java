package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Sets the lead aside for good. */
@Component("disqualifyLead")
class DisqualifyLead extends SalesStep {

    DisqualifyLead(Handovers handovers, Objections objections) {
        super(handovers, objections);
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        handovers.disqualify(decision.instance(), decision.rep(), decision.reason(), decision.note());
    }
}
