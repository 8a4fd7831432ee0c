package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Records that the rep rejected the lead, and why. */
@Component("rejectLead")
class RejectLead extends SalesStep {

    private final Handovers handovers;

    RejectLead(Handovers handovers, Objections objections) {
        super(objections);
        this.handovers = handovers;
    }

    @Override
    void record(DelegateExecution execution, Decision decision) {
        handovers.reject(decision.instance(), decision.rep(), decision.reason(), decision.note());
    }
}
