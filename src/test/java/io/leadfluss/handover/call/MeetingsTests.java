package io.leadfluss.handover.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Attendee;
import io.leadfluss.JourneyTest;
import io.leadfluss.handover.call.Meeting.Way;
import io.leadfluss.journey.LeadFixture;
import io.leadfluss.journey.Mails;
import io.leadfluss.lead.Leads;
import io.leadfluss.mail.Enclosures.Enclosure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class MeetingsTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired
    private Meetings meetings;
    @Autowired
    private MeetingEnclosures enclosures;
    @Autowired
    private LeadFixture leads;
    @Autowired
    private Leads register;
    @Autowired
    private Mails mails;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Clock clock;

    @Test
    void asksTheLeadToComeAndShowsTheRep() {
        long lead = leads.confirmed("newsletter");
        Meeting meeting = arrange(lead, 20);

        VEvent asked = event(meeting, null, "REQUEST");
        assertThat(asked.getDateStart().getValue()).isEqualTo(meeting.startsAt());
        assertThat(asked.getDateEnd().getValue()).isEqualTo(meeting.endsAt());
        assertThat(asked.getLocation().getValue()).isEqualTo("https://meet.example/4711; Raum \"Süd\", bitte läuten");
        assertThat(asked.getSequence().getValue()).isZero();
        assertThat(asked.getAttendees()).extracting(Attendee::getEmail).containsExactly(register.get(lead).email());
        assertThat(asked.getDescription().getValue()).as("no address of ours that a lead cannot open").doesNotContain("/app/");

        VEvent shown = event(meeting, "sales1", "PUBLISH");
        assertThat(shown.getUid().getValue()).isEqualTo(asked.getUid().getValue());
        assertThat(shown.getAttendees()).isEmpty();
        assertThat(mails.to(lead)).contains("meeting-invitation");
        assertThat(mails.about(lead)).contains("meeting-rep to sales1");
    }

    @Test
    void writesWhatEveryCalendarReads() {
        Meeting meeting = arrange(leads.confirmed("newsletter"), 21);

        String text = enclosure(meeting, null).calendar();

        assertThat(text).contains("METHOD:REQUEST\r\n", "VERSION:2.0\r\n").containsPattern("DTSTART:\\d{8}T\\d{6}Z\r\n").doesNotContain("TZID");
        assertThat(Arrays.stream(text.split("\r\n"))).as("folded (RFC 5545, 3.1)")
                .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(80));
    }

    @Test
    void writesDaysAndTimesAsAllMailsDo() {
        long lead = leads.confirmed("newsletter");
        Instant start = Instant.parse("2031-03-05T13:30:00Z");
        Meeting meeting = meetings.arrange("words:" + lead, lead, "sales1", null, new MeetingDate(start, start.plus(Duration.ofMinutes(45)), Way.VISIT, null));

        assertThat(enclosures.find("meeting:" + meeting.id(), "sales1", Locale.ENGLISH).orElseThrow().words())
                .containsEntry("day", "Wednesday, 5 March 2031").containsEntry("time", "14:30 – 15:15");
        assertThat(enclosures.find("meeting:" + meeting.id(), "sales1", Locale.GERMAN).orElseThrow().words())
                .containsEntry("day", "Mittwoch, 5. März 2031").containsEntry("time", "14:30 – 15:15");
    }

    @Test
    void tellsOfEachChangeUnderTheSameName() {
        long lead = leads.confirmed("newsletter");
        Meeting meeting = arrange(lead, 22);

        meetings.move(meeting.id(), date(23));
        assertThat(event(meetings.find(meeting.id()).orElseThrow(), null, "REQUEST").getSequence().getValue()).isEqualTo(1);
        meetings.move(meeting.id(), date(23));
        assertThat(meetings.find(meeting.id()).orElseThrow().sequence()).as("moved to where it is").isEqualTo(1);
        assertThat(meetings.cancel(meeting.id())).isTrue();
        assertThat(meetings.cancel(meeting.id())).as("twice").isFalse();

        Meeting gone = meetings.find(meeting.id()).orElseThrow();
        assertThat(event(gone, null, "CANCEL").getStatus().isCancelled()).isTrue();
        assertThat(event(gone, null, "CANCEL").getSequence().getValue()).isEqualTo(2);
        assertThat(waiting(lead)).as("only the last news is still told").containsExactlyInAnyOrder("meeting-cancelled", "meeting-rep");
    }

    @Test
    void entersAMeetingOnceHoweverOftenTheStepIsTried() {
        long lead = leads.confirmed("newsletter");
        MeetingDate date = date(24);

        Meeting first = meetings.arrange("again:" + lead, lead, "sales1", null, date);
        Meeting second = meetings.arrange("again:" + lead, lead, "sales1", null, date);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(mails.to(lead).stream().filter("meeting-invitation"::equals)).hasSize(1);
    }

    @Test
    void givesNobodyTwoMeetingsAtOnce() {
        MeetingDate date = date(25);
        meetings.arrange("one:" + date.startsAt(), leads.confirmed("newsletter"), "sales1", null, date);
        long other = leads.confirmed("newsletter");

        assertThatThrownBy(() -> meetings.arrange("two:" + date.startsAt(), other, "sales1", null, date)).isInstanceOf(InvalidMeeting.class)
                .hasMessageContaining("another meeting");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, 30, phone, time", "2020-01-01T10:00, 30, phone, time", "2126-01-01T10:00, 30, phone, time", "nonsense, 30, phone, time",
        "2027-03-28T02:30, 30, phone, time", "2027-01-11T10:00, 2, phone, length", "2027-01-11T10:00, 6000, phone, length",
        "2027-01-11T10:00, x, phone, length", "2027-01-11T10:00, 30, fax, way"})
    void refusesWhatIsNoMeeting(String at, String minutes, String way, String problem) {
        Clock then = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), BERLIN);

        assertThatThrownBy(() -> MeetingDate.of(at, minutes, way, null, BERLIN, then)).isInstanceOf(InvalidMeeting.class)
                .extracting(wrong -> ((InvalidMeeting) wrong).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"2027-03-30T09:00, 2027-03-30T07:00:00Z", "2027-03-26T09:00, 2027-03-26T08:00:00Z", "2027-03-30T09:00+00:00, 2027-03-30T09:00:00Z",
        "2027-03-30T09:00:00.000-05:00, 2027-03-30T14:00:00Z"})
    void readsTheClockOfTheRep(String at, Instant start) {
        Clock then = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), BERLIN);

        assertThat(MeetingDate.of(at, "45", "visit", " ", BERLIN, then))
                .isEqualTo(new MeetingDate(start, start.plus(Duration.ofMinutes(45)), Way.VISIT, null));
    }

    private VEvent event(Meeting meeting, String account, String method) {
        Enclosure enclosure = enclosure(meeting, account);
        assertThat(enclosure.method()).isEqualTo(method);
        ICalendar calendar = Biweekly.parse(enclosure.calendar()).first();
        assertThat(calendar.getMethod().getValue()).isEqualTo(method);
        return calendar.getEvents().get(0);
    }

    private Enclosure enclosure(Meeting meeting, String account) {
        return enclosures.find("meeting:" + meeting.id(), account, Locale.GERMAN).orElseThrow();
    }

    private List<String> waiting(long lead) {
        return jdbc.sql("SELECT mailing FROM message WHERE lead_id = :lead AND enclosure IS NOT NULL AND state = 'QUEUED'").param("lead", lead)
                .query(String.class).list();
    }

    private Meeting arrange(long lead, int days) {
        return meetings.arrange("test:" + lead, lead, "sales1", null, date(days));
    }

    private MeetingDate date(int days) {
        Instant start = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(days)).plus(Duration.ofHours(5));
        return new MeetingDate(start, start.plus(Duration.ofMinutes(30)), Way.VIDEO, "https://meet.example/4711; Raum \"Süd\", bitte läuten");
    }
}
