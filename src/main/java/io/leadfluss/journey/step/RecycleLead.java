package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.LeadReturns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Gives the lead back to marketing, which may nurture it on. */
@Component("recycleLead")
class RecycleLead extends SalesStep {

    private final LeadReturns returns;

    RecycleLead(LeadReturns returns, Objections objections) {
        super(objections);
        this.returns = returns;
    }

    @Override
    void record(DelegateExecution execution, Decision decision) {
        returns.recycle(decision.instance(), decision.rep(), decision.reason(), decision.note());
    }
}
