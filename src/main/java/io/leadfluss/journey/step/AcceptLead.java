package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.call.Talks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Marks the lead as accepted by sales (SAL); the rep who accepted has five working days to qualify it, or one after a meeting that is agreed on. */
@Component("acceptLead")
class AcceptLead extends SalesStep {

    private final Assignments assignments;
    private final Handovers handovers;
    private final Talks talks;

    AcceptLead(Assignments assignments, Handovers handovers, Objections objections, Talks talks) {
        super(objections);
        this.assignments = assignments;
        this.handovers = handovers;
        this.talks = talks;
    }

    @Override
    void record(DelegateExecution execution, Decision decision) {
        handovers.accept(decision.instance(), decision.rep(), decision.note());
        talks.plan(Steps.lead(execution));
        Steps.follow(execution, assignments.route(decision.instance()));
    }
}
