package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Handovers.Route;
import java.util.Date;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds the team and the rep who take the lead, and until when; what the following task needs is kept as variables. */
@Component("routeLead")
class RouteLead implements JavaDelegate {

    private final Handovers handovers;

    RouteLead(Handovers handovers) {
        this.handovers = handovers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String purpose = Steps.optional(execution, "purpose");
        Route route = handovers.route(execution.getProcessInstanceId(), Steps.lead(execution),
                purpose == null ? Handovers.Purpose.QUALIFY : Handovers.Purpose.valueOf(purpose.toUpperCase(Locale.ROOT)));
        var process = execution.getProcessInstance();
        process.setVariable("team", route.team());
        process.setVariable("rep", route.rep());
        process.setVariable("remindAt", Date.from(route.remindAt()));
        process.setVariable("dueAt", Date.from(route.dueAt()));
        process.setVariable("escalateAt", Date.from(route.escalateAt()));
        // A program that completes a task may leave out the tick of its form.
        process.setVariable("recycle", false);
    }
}
