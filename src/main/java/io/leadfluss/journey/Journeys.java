package io.leadfluss.journey;

import io.leadfluss.lead.FactRecorded;
import io.leadfluss.lead.LeadEvent;
import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.BpmnExecutionContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets what happens to a lead move its journeys, in the same transaction: exits first, then bells, and triggers at its end. */
@Component
class Journeys {

    /** Before the name of the event by which a lead left its journey. */
    static final String EXIT = "Exit rule: ";

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
        Set<String> atWork = atWork();
        for (ProcessInstance instance : runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(Long.toString(event.leadId())).list()) {
            if (models.model(instance.getProcessDefinitionId()).exits().contains(event.kind())) {
                String reason = EXIT + event.kind();
                if (atWork.contains(instance.getId())) {
                    starts.endLater(instance.getId(), reason);
                } else {
                    runtime.deleteProcessInstance(instance.getId(), reason, true, true);
                }
            }
        }
    }

    /** The process whose step lets this happen, and those that called it: they cannot be ended under its feet. */
    private static Set<String> atWork() {
        Set<String> found = new HashSet<>();
        BpmnExecutionContext context = Context.getBpmnExecutionContext();
        for (ExecutionEntity process = context == null ? null : context.getProcessInstance(); process != null;
                process = process.getSuperExecution() == null ? null : process.getSuperExecution().getProcessInstance()) {
            found.add(process.getId());
        }
        return found;
    }
}
