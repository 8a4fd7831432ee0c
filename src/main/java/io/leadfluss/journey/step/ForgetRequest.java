package io.leadfluss.journey.step;

import io.leadfluss.consent.Consents;
import io.leadfluss.privacy.Erasure;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends the request that nobody confirmed in time, and erases a lead that has never confirmed anything. */
@Component("forgetRequest")
class ForgetRequest implements JavaDelegate {

    private final Consents consents;
    private final Erasure erasure;

    ForgetRequest(Consents consents, Erasure erasure) {
        this.consents = consents;
        this.erasure = erasure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long lead = Steps.lead(execution);
        consents.expire(lead, start(execution));
        erasure.forget(lead);
    }

    /** The request was made just before its process was started, of which the engine keeps whole seconds. */
    private static Instant start(DelegateExecution execution) {
        return execution.getProcessEngineServices().getHistoryService().createHistoricProcessInstanceQuery()
                .processInstanceId(execution.getProcessInstanceId()).singleResult().getStartTime().toInstant().plusSeconds(1);
    }
}
