package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.LeadReturns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Sets the lead aside for good. */
@Component("disqualifyLead")
class DisqualifyLead extends SalesStep {

    private final LeadReturns returns;

    DisqualifyLead(LeadReturns returns, Objections objections) {
        super(objections);
        this.returns = returns;
    }

    @Override
    void record(DelegateExecution execution, Decision decision) {
        returns.disqualify(decision.instance(), decision.rep(), decision.reason(), decision.note());
    }
}
