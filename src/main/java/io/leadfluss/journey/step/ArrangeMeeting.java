package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.call.MeetingDate;
import io.leadfluss.handover.call.Meetings;
import io.leadfluss.lead.Notes;
import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Enters the meeting that a rep put into the form of the task before it, and invites the lead and the rep. */
@Component("arrangeMeeting")
class ArrangeMeeting extends SalesStep {

    private final Meetings meetings;
    private final Notes notes;
    private final Clock clock;

    ArrangeMeeting(Handovers handovers, Objections objections, Meetings meetings, Notes notes, Clock clock) {
        super(handovers, objections);
        this.meetings = meetings;
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    void record(Handovers handovers, DelegateExecution execution, Decision decision) {
        MeetingDate date = MeetingDate.of(Steps.take(execution, "meetingAt"), Steps.take(execution, "meetingMinutes"),
                Steps.take(execution, "meetingWay"), Steps.take(execution, "meetingPlace"), handovers.place(decision.instance()).zone(), clock);
        notes.add(Steps.lead(execution), decision.rep(), decision.note());
        meetings.arrange("task:" + Steps.run(execution), Steps.lead(execution), decision.rep(), decision.instance(), date);
        Steps.follow(execution, handovers.route(decision.instance()));
    }
}
