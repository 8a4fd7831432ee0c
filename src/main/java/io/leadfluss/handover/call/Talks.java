package io.leadfluss.handover.call;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.handover.Handover;
import io.leadfluss.handover.HandoverState;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Deadlines;
import io.leadfluss.handover.Place;
import io.leadfluss.handover.Handover.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says until when a rep is to have talked to a lead it accepted: five working days after accepting it or, where they are to meet, one after the last
 * meeting, however it was arranged and wherever it is moved.
 */
@Component
@Transactional
public class Talks {

    private static final Duration DAY = Duration.ofHours(8);
    private static final Duration AFTER_ACCEPTING = DAY.multipliedBy(5);

    private final Handovers handovers;
    private final Deadlines deadlines;
    private final BusinessHours hours;
    private final JdbcClient jdbc;

    Talks(Handovers handovers, Deadlines deadlines, BusinessHours hours, JdbcClient jdbc) {
        this.handovers = handovers;
        this.deadlines = deadlines;
        this.hours = hours;
        this.jdbc = jdbc;
    }

    /** Sets the deadline of the lead's handover, if it is accepted, by what is agreed now. */
    public void plan(long leadId) {
        handovers.of(leadId).stream().filter(handover -> handover.purpose() == Purpose.QUALIFY && handover.state() == HandoverState.ACCEPTED)
                .forEach(this::plan);
    }

    private void plan(Handover handover) {
        Place ofRep = deadlines.place(handover.instanceId());
        Instant due = lastMeeting(handover).map(end -> dayAfter(end, ofRep))
                .orElseGet(() -> hours.plus(handover.acceptedAt(), AFTER_ACCEPTING, ofRep.zone(), ofRep.region()));
        if (!due.equals(handover.route().dueAt())) {
            deadlines.postpone(handover.instanceId(), due, due);
        }
    }

    /** Until when the rep is to tell what came of a meeting. */
    public Instant tellBy(Meeting meeting) {
        return dayAfter(meeting.endsAt(), deadlines.placeOf(meeting.rep()));
    }

    private Instant dayAfter(Instant meeting, Place ofRep) {
        return hours.plus(meeting, DAY, ofRep.zone(), ofRep.region());
    }

    private Optional<Instant> lastMeeting(Handover handover) {
        return jdbc.sql("SELECT MAX(ends_at) FROM meeting WHERE lead_id = :lead AND state <> 'CANCELLED' AND ends_at > :accepted")
                .param("lead", handover.leadId()).param("accepted", handover.acceptedAt()).query(Instant.class).optional();
    }
}
