package io.leadfluss.journey.step;

import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Objections;
import io.leadfluss.handover.call.Meetings;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records whether the meeting of the task before took place, and what the rep noted. */
@Component("recordMeeting")
class RecordMeeting implements JavaDelegate {

    private final Meetings meetings;
    private final Objections objections;

    RecordMeeting(Meetings meetings, Objections objections) {
        this.meetings = meetings;
        this.objections = objections;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long lead = Steps.lead(execution);
        String rep = Steps.actor(execution) == null ? Steps.optional(execution, "rep") : Steps.actor(execution);
        if ("true".equals(Steps.take(execution, "objection"))) {
            objections.object(lead, "sales", new Evidence(null, null, "task, " + rep, null, null));
        }
        String note = Steps.take(execution, "note");
        meetings.watch(execution.getProcessInstanceId(), lead)
                .ifPresent(meeting -> meetings.conclude(meeting.id(), "held".equals(Steps.required(execution, "outcome")), rep, note));
    }
}
