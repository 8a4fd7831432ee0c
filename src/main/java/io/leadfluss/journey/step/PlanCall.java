package io.leadfluss.journey.step;

import io.leadfluss.capture.Asked;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.call.CallWish;
import io.leadfluss.handover.call.Calls;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds whether the lead may be called, and when: at the time it wished, in the business hours of the rep. */
@Component("planCall")
class PlanCall implements JavaDelegate {

    private final Calls calls;
    private final Assignments assignments;
    private final Asked asked;

    PlanCall(Calls calls, Assignments assignments, Asked asked) {
        this.calls = calls;
        this.assignments = assignments;
        this.asked = asked;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Instant from = calls.plan(execution.getProcessInstanceId(), wish(asked, execution));
        Steps.follow(execution, assignments.route(execution.getProcessInstanceId()));
        var process = execution.getProcessInstance();
        process.setVariable("mayCall", calls.permission(Steps.lead(execution)).granted());
        process.setVariable("callFrom", Date.from(from));
    }

    /** What the lead told with the form that the step's input parameter names. */
    static CallWish wish(Asked asked, DelegateExecution execution) {
        String form = Steps.optional(execution, "form");
        return form == null ? CallWish.SOON : asked.last(Steps.lead(execution), form).map(wish -> CallWish.of(wish.day(), wish.time()))
                .orElse(CallWish.SOON);
    }
}
