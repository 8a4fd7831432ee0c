package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Records how a call or an answer to the lead went. */
@Component("recordCall")
class RecordCall extends SalesStep {

    RecordCall(Handovers handovers, Objections objections) {
        super(handovers, objections);
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        handovers.recordCall(decision.instance(), decision.rep(), decision.outcome(), decision.note());
    }
}
