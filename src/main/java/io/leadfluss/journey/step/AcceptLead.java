package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Marks the lead as accepted by sales (SAL); the rep who accepted has five working days to qualify it, and one more until the manager hears of it.
 */
@Component("acceptLead")
class AcceptLead extends SalesStep {

    private static final Duration TO_QUALIFY = Duration.ofHours(40);
    private static final Duration GRACE = Duration.ofHours(8);

    AcceptLead(Handovers handovers, Objections objections) {
        super(handovers, objections);
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        handovers.accept(decision.instance(), decision.rep(), decision.note());
        DelegateExecution process = Steps.handover(execution);
        process.setVariable("rep", decision.rep());
        Instant talk = handovers.deadline(decision.instance(), TO_QUALIFY);
        handovers.postpone(decision.instance(), talk, talk);
        process.setVariable("dueAt", Date.from(talk));
        process.setVariable("escalateAt", Date.from(handovers.deadline(decision.instance(), TO_QUALIFY.plus(GRACE))));
    }
}
