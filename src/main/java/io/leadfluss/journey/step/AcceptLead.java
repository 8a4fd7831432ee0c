package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Marks the lead as accepted by sales (SAL) and gives its further tasks to the rep who accepted. */
@Component("acceptLead")
class AcceptLead extends SalesStep {

    AcceptLead(Handovers handovers) {
        super(handovers);
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        handovers.accept(decision.instance(), decision.rep(), decision.note());
        execution.getProcessInstance().setVariable("rep", decision.rep());
    }
}
