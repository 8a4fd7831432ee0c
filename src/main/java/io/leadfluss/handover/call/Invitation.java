package io.leadfluss.handover.call;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.parameter.Related;
import biweekly.property.Attendee;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Trigger;
import biweekly.util.Duration;
import java.net.URI;
import java.util.Date;

/** A meeting as an entry for calendars: iTIP (RFC 5546) over iCalendar (RFC 5545), all times in UTC, so that no calendar need know a zone of ours. */
final class Invitation {

    private static final int REMIND_MINUTES = 15;

    private Invitation() {
    }

    /** Somebody who takes part. */
    record Person(String name, String email) {
    }

    /**
     * @param method REQUEST asks the lead to come, PUBLISH enters it for the rep, CANCEL takes it out again
     * @param base where this installation is, which makes the entry's id unique in the world
     */
    static String write(Meeting meeting, String method, Person host, Person guest, String summary, String description, URI base) {
        VEvent event = new VEvent();
        event.setUid("meeting-" + meeting.id() + "-" + Long.toString(meeting.arrangedAt().toEpochMilli(), 36) + "@" + base.getHost());
        event.setSequence(meeting.sequence());
        event.setDateTimeStamp(Date.from(meeting.changedAt()));
        event.setDateStart(Date.from(meeting.startsAt()));
        event.setDateEnd(Date.from(meeting.endsAt()));
        event.setSummary(summary);
        event.setDescription(description);
        if (meeting.place() != null) {
            event.setLocation(meeting.place());
        }
        event.setStatus(method.equals("CANCEL") ? Status.cancelled() : Status.confirmed());
        event.setOrganizer(new Organizer(host.name(), host.email()));
        // Who is only shown the entry is not asked to answer it (RFC 5546, 3.2.1).
        if (!method.equals("PUBLISH")) {
            Attendee attendee = new Attendee(guest.name(), guest.email());
            attendee.setRsvp(method.equals("REQUEST"));
            attendee.setParticipationLevel(ParticipationLevel.REQUIRED);
            attendee.setParticipationStatus(ParticipationStatus.NEEDS_ACTION);
            event.addAttendee(attendee);
        }
        if (!method.equals("CANCEL")) {
            Trigger before = new Trigger(Duration.builder().prior(true).minutes(REMIND_MINUTES).build(), Related.START);
            event.addAlarm(VAlarm.display(before, summary));
        }
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Leadfluss//Meetings//EN");
        calendar.setMethod(method);
        calendar.addEvent(event);
        return Biweekly.write(calendar).go();
    }
}
