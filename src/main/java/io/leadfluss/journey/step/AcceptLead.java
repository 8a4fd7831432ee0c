package io.leadfluss.journey.step;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import io.leadfluss.lead.Leads;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Marks the lead as accepted by sales (SAL); the rep who accepted has five working days to qualify it. */
@Component("acceptLead")
class AcceptLead extends SalesStep {

    private static final Duration TO_QUALIFY = Duration.ofHours(40);

    private final BusinessHours hours;
    private final Leads leads;
    private final Clock clock;

    AcceptLead(Handovers handovers, Objections objections, BusinessHours hours, Leads leads, Clock clock) {
        super(handovers, objections);
        this.hours = hours;
        this.leads = leads;
        this.clock = clock;
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        handovers.accept(decision.instance(), decision.rep(), decision.note());
        var process = execution.getProcessInstance();
        process.setVariable("rep", decision.rep());
        process.setVariable("dueAt", Date.from(hours.plus(clock.instant(), TO_QUALIFY, leads.get(Steps.lead(execution)).zone())));
    }
}
