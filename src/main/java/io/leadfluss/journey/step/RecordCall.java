package io.leadfluss.journey.step;

import io.leadfluss.capture.Asked;
import io.leadfluss.consent.Objections;
import io.leadfluss.handover.call.Calls;
import io.leadfluss.handover.call.Calls.Result;
import java.util.Date;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Records how a call or an answer to the lead went, and finds by the table call-retry whether and when the lead is called again. */
@Component("recordCall")
class RecordCall extends SalesStep {

    private final Calls calls;
    private final Asked asked;

    RecordCall(Objections objections, Calls calls, Asked asked) {
        super(objections);
        this.calls = calls;
        this.asked = asked;
    }

    @Override
    void record(DelegateExecution execution, Decision decision) {
        Result result = calls.record(decision.instance(), decision.rep(), Steps.required(execution, "outcome"), decision.note(),
                PlanCall.wish(asked, execution));
        var process = execution.getProcessInstance();
        process.setVariable("next", result.next().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        process.setVariable("callAt", result.at() == null ? null : Date.from(result.at()));
    }
}
