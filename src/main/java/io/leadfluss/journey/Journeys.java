package io.leadfluss.journey;

import io.leadfluss.lead.FactRecorded;
import io.leadfluss.lead.LeadEvent;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets what happens to a lead move its journeys, in the same transaction: exits first, then bells, and triggers at its end. */
@Component
class Journeys {

    private final RuntimeService runtime;
    private final JourneyModels models;
    private final JourneyStarts starts;

    Journeys(RuntimeService runtime, JourneyModels models, JourneyStarts starts) {
        this.runtime = runtime;
        this.models = models;
        this.starts = starts;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(FactRecorded recorded) {
        LeadEvent event = recorded.event();
        if (models.isExit(event.kind())) {
            leave(event);
        }
        if (models.isBell(event.kind())) {
            runtime.createMessageCorrelation(event.kind()).processInstanceBusinessKey(Long.toString(event.leadId())).correlateAll();
        }
        models.triggers(event.kind()).forEach(trigger -> starts.startLater(trigger, event));
    }

    private void leave(LeadEvent event) {
        for (ProcessInstance instance : runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(Long.toString(event.leadId())).list()) {
            if (models.model(instance.getProcessDefinitionId()).exits().contains(event.kind())) {
                runtime.deleteProcessInstance(instance.getId(), "Exit rule: " + event.kind(), true, true);
            }
        }
    }
}
