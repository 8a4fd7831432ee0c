package io.leadfluss.journey.step;

import io.leadfluss.consent.Objections;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Deadlines;
import io.leadfluss.handover.call.MeetingDate;
import io.leadfluss.handover.call.Meetings;
import io.leadfluss.lead.Notes;
import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Enters the meeting that a rep put into the form of the task before it, and invites the lead and the rep. */
@Component("arrangeMeeting")
class ArrangeMeeting extends SalesStep {

    private final Assignments assignments;
    private final Deadlines deadlines;
    private final Meetings meetings;
    private final Notes notes;
    private final Clock clock;

    ArrangeMeeting(Assignments assignments, Deadlines deadlines, Objections objections, Meetings meetings, Notes notes, Clock clock) {
        super(objections);
        this.assignments = assignments;
        this.deadlines = deadlines;
        this.meetings = meetings;
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    void record(DelegateExecution execution, Decision decision) {
        MeetingDate date = MeetingDate.of(Steps.take(execution, "meetingAt"), Steps.take(execution, "meetingMinutes"),
                Steps.take(execution, "meetingWay"), Steps.take(execution, "meetingPlace"), deadlines.place(decision.instance()).zone(), clock);
        notes.add(Steps.lead(execution), decision.rep(), decision.note());
        meetings.arrange("task:" + Steps.run(execution), Steps.lead(execution), decision.rep(), decision.instance(), date);
        Steps.follow(execution, assignments.route(decision.instance()));
    }
}
