package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Sets the lead aside for good. */
@Component("disqualifyLead")
class DisqualifyLead extends SalesStep {

    DisqualifyLead(Handovers handovers) {
        super(handovers);
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        handovers.disqualify(decision.instance(), decision.rep(), decision.reason(), decision.note());
    }
}
