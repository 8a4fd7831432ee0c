package io.leadfluss.journey.step;

import io.leadfluss.handover.call.Meeting;
import io.leadfluss.handover.call.Meetings;
import io.leadfluss.handover.call.Talks;
import java.util.Date;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds the meeting that this process watches over: its state, when it ends, whose it is and until when the outcome is to be told, as they are now. */
@Component("watchMeeting")
class WatchMeeting implements JavaDelegate {

    private final Meetings meetings;
    private final Talks talks;

    WatchMeeting(Meetings meetings, Talks talks) {
        this.meetings = meetings;
        this.talks = talks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var meeting = meetings.watch(execution.getProcessInstanceId(), Steps.lead(execution));
        var process = execution.getProcessInstance();
        process.setVariable("meetingState", meeting.map(found -> found.state().name().toLowerCase(Locale.ROOT)).orElse("gone"));
        process.setVariable("endsAt", meeting.map(Meeting::endsAt).map(Date::from).orElse(null));
        process.setVariable("dueAt", meeting.map(talks::tellBy).map(Date::from).orElse(null));
        process.setVariable("rep", meeting.map(Meeting::rep).orElse(null));
    }
}
