package io.leadfluss.journey.step;

import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Objections;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.identity.Authentication;

/** A step that takes over what a rep decided in the task before it, and that the lead told the rep it wants no more advertising. */
abstract class SalesStep implements JavaDelegate {

    private final Objections objections;

    SalesStep(Objections objections) {
        this.objections = objections;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean objects = "true".equals(Steps.take(execution, "objection"));
        record(execution, new Decision(Steps.handover(execution).getId(), actor(execution), Steps.optional(execution, "reason"),
                Steps.optional(execution, "outcome"), Steps.take(execution, "note")));
        if (objects) {
            objections.object(Steps.lead(execution), "sales", new Evidence(null, null, "task, " + actor(execution), null, null));
        }
    }

    abstract void record(DelegateExecution execution, Decision decision);

    /** Who completed the task; the rep in charge when a program did. */
    static String actor(DelegateExecution execution) {
        Authentication authentication = execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        return authentication != null && authentication.getUserId() != null ? authentication.getUserId() : Steps.optional(execution, "rep");
    }

    /** What was filled into the task's form; the note is already out of the engine. */
    record Decision(String instance, String rep, String reason, String outcome, String note) {
    }
}
