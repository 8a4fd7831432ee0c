package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Handovers.Route;
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
        Steps.follow(execution, route);
        // What this process calls is about the same lead.
        execution.getProcessInstance().setVariable("leadId", execution.getProcessBusinessKey());
    }
}
