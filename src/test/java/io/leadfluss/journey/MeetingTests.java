package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.handover.call.Meeting;
import io.leadfluss.handover.call.Meeting.Way;
import io.leadfluss.handover.call.MeetingDate;
import io.leadfluss.handover.call.Meetings;
import io.leadfluss.lead.Facts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@ExtendWith({ModelCoverage.class, RoomInSales.class})
class MeetingTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Meetings meetings;
    @Autowired
    private Facts facts;
    @Autowired
    private Written notes;
    @Autowired
    private ManagementService jobs;
    @Autowired
    private Clock clock;
    @Autowired
    private JdbcClient jdbc;

    /** Another test may have booked the rep. */
    @BeforeEach
    void emptyCalendar() {
        jdbc.sql("DELETE FROM meeting").update();
    }

    @Test
    void asksTheRepAfterwardsHowItWent() {
        long lead = leads.confirmed("newsletter");
        arranged(lead, 10);
        ProcessInstance watch = walk.enter("meeting", lead);

        walk.fire(watch, "MeetingOver");
        assertThat(walk.task(watch).getAssignee()).isEqualTo("sales1");
        walk.complete(watch, "sales1", Map.of("outcome", "held", "note", "Wants 40 seats"));

        walk.that(watch).isEnded().hasPassed("MeetingRecorded");
        assertThat(kinds(lead)).contains("MeetingArranged", "MeetingHeld");
        assertThat(notes.about(lead)).contains("Wants 40 seats");
    }

    @Test
    void recordsThatTheLeadDidNotCome() {
        long lead = leads.confirmed("newsletter");
        arranged(lead, 11);
        ProcessInstance watch = walk.enter("meeting", lead);

        walk.fire(watch, "MeetingOver");
        walk.complete(watch, "sales1", Map.of("outcome", "missed"));

        assertThat(kinds(lead)).contains("MeetingMissed").doesNotContain("MeetingHeld");
    }

    @Test
    void followsTheMeetingToAnotherTime() {
        long lead = leads.confirmed("newsletter");
        Meeting meeting = arranged(lead, 12);
        ProcessInstance watch = walk.enter("meeting", lead);
        Instant later = at(13);

        meetings.move(meeting.id(), new MeetingDate(later, later.plus(Duration.ofHours(1)), Way.VISIT, "Musterweg 1"));
        walk.run(watch);

        assertThat(jobs.createJobQuery().processInstanceId(watch.getId()).activityId("MeetingOver").singleResult().getDuedate())
                .isEqualTo(later.plus(Duration.ofHours(1)));
        assertThat(mails.to(lead).stream().filter("meeting-invitation"::equals)).hasSize(2);
    }

    @Test
    void endsWhenTheMeetingIsCalledOff() {
        long lead = leads.confirmed("newsletter");
        Meeting meeting = arranged(lead, 14);
        ProcessInstance watch = walk.enter("meeting", lead);

        meetings.cancel(meeting.id());
        walk.run(watch);

        walk.that(watch).isEnded().hasPassed("MeetingCancelled", "MeetingOff");
        assertThat(mails.to(lead)).contains("meeting-cancelled");
        assertThat(kinds(lead)).contains("MeetingCancelled");
    }

    private Meeting arranged(long lead, int days) {
        Instant start = at(days);
        return meetings.arrange("test:" + lead, lead, "sales1", null, new MeetingDate(start, start.plus(Duration.ofMinutes(30)), Way.PHONE, null));
    }

    private Instant at(int days) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
    }

    private List<String> kinds(long lead) {
        return facts.of(lead, 50).stream().map(fact -> fact.kind()).toList();
    }
}
