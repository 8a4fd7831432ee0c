package io.leadfluss.journey.step;

import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Route;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds the team and the rep who take the lead, and until when; what the following task needs is kept as variables. */
@Component("routeLead")
class RouteLead implements JavaDelegate {

    private final Assignments assignments;

    RouteLead(Assignments assignments) {
        this.assignments = assignments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String purpose = Steps.optional(execution, "purpose");
        Route route = assignments.route(execution.getProcessInstanceId(), Steps.lead(execution),
                purpose == null ? Purpose.QUALIFY : Purpose.valueOf(purpose.toUpperCase(Locale.ROOT)));
        Steps.follow(execution, route);
        // What this process calls is about the same lead.
        execution.getProcessInstance().setVariable("leadId", execution.getProcessBusinessKey());
    }
}
