package io.leadfluss.journey.step;

import io.leadfluss.scoring.Silence;
import org.camunda.bpm.engine.context.ProcessEngineContext;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds the leads that have been silent for some days, so that journeys can win them back. */
@Component("findSilentLeads")
class FindSilentLeads implements JavaDelegate {

    private final Silence silence;

    FindSilentLeads(Silence silence) {
        this.silence = silence;
    }

    @Override
    public void execute(DelegateExecution execution) throws Exception {
        int days = Integer.parseInt(Steps.required(execution, "days"));
        // Each chunk commits for itself: the journeys it starts must be written with it, not when this job ends.
        ProcessEngineContext.withNewProcessEngineContext(() -> silence.findSilentLeads(days));
    }
}
