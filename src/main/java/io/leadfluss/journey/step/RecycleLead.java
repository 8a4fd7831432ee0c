package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Gives the lead back to marketing, which may nurture it on. */
@Component("recycleLead")
class RecycleLead extends SalesStep {

    RecycleLead(Handovers handovers, Objections objections) {
        super(handovers, objections);
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        handovers.recycle(decision.instance(), decision.rep(), decision.reason(), decision.note());
    }
}
