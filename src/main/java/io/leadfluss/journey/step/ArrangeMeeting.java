package io.leadfluss.journey.step;

import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.call.MeetingDate;
import io.leadfluss.handover.call.Meetings;
import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Enters the meeting that a rep put into the form of the task before it, and invites the lead and the rep. */
@Component("arrangeMeeting")
class ArrangeMeeting implements JavaDelegate {

    private final Meetings meetings;
    private final Handovers handovers;
    private final Clock clock;

    ArrangeMeeting(Meetings meetings, Handovers handovers, Clock clock) {
        this.meetings = meetings;
        this.handovers = handovers;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String instance = execution.getProcessInstanceId();
        MeetingDate date = MeetingDate.of(Steps.take(execution, "meetingAt"), Steps.take(execution, "meetingMinutes"),
                Steps.take(execution, "meetingWay"), Steps.take(execution, "meetingPlace"), handovers.place(instance).zone(), clock);
        String rep = Steps.actor(execution) == null ? handovers.rep(instance) : Steps.actor(execution);
        meetings.arrange("task:" + Steps.run(execution), Steps.lead(execution), rep, instance, date);
        execution.getProcessInstance().setVariable("meetingEnds", Date.from(date.endsAt()));
    }
}
