package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.OrderPlaced;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Purpose;
import io.leadfluss.handover.HandoverEvent;
import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Route;
import io.leadfluss.handover.call.Meeting;
import io.leadfluss.handover.call.Meeting.Way;
import io.leadfluss.handover.call.MeetingDate;
import io.leadfluss.handover.call.Meetings;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Stage;
import io.leadfluss.privacy.Erasure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@ExtendWith({ModelCoverage.class, RoomInSales.class})
class LeadHandoverTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Leads register;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private Written notes;
    @Autowired
    private Handovers handovers;
    @Autowired
    private Assignments assignments;
    @Autowired
    private Consents consents;
    @Autowired
    private Erasure erasure;
    @Autowired
    private TaskService tasks;
    @Autowired
    private ManagementService timers;
    @Autowired
    private LeadJourneys journeys;
    @Autowired
    private Meetings meetings;

    @AfterEach
    void asBefore() {
        jdbc.sql("DELETE FROM rep WHERE username LIKE 'test-%'").update();
        jdbc.sql("UPDATE rep SET capacity = IF(manager, 0, 20) WHERE team = 'team-dach'").update();
    }

    @Test
    void staysOpenWhenAMeetingIsAgreed() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        walk.complete(handover, "sales1", Map.of("decision", "accept"));
        Map<String, Object> meeting = new HashMap<>(CallbackRequestTests.meetingIn(54));
        meeting.put("note", "Wants to see it with the team");

        walk.complete(handover, "sales1", meeting);

        walk.that(handover).isWaitingAt("QualifyLead").hasPassed("ArrangeMeeting").variables().doesNotContainKeys("note", "meetingAt", "meetingPlace");
        assertThat(walk.task(handover).getDueDate().toInstant()).isAfter(Instant.now().plus(Duration.ofDays(54)));
        assertThat(notes.about(lead)).contains("Wants to see it with the team");
        assertThat(mails.to(lead)).contains("meeting-invitation");
        walk.complete(handover, "sales1", Map.of("outcome", "qualified"));
        walk.that(handover).isEnded().hasPassed("LeadSalesQualified");
    }

    /** What task, timer, handover and the lead's page say is one moment, whoever arranged the meeting, and wherever it goes. */
    @Test
    void isDueADayAfterTheMeetingHoweverItWasArranged() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        assertDueAtOneMoment(handover, lead, "DeadlineMissed");
        walk.complete(handover, "sales1", Map.of("decision", "accept"));
        Instant accepted = assertDueAtOneMoment(handover, lead, "TalkOverdue");

        Meeting meeting = meetings.arrange("page:" + lead, lead, "sales1", null, on(60));
        Instant arranged = assertDueAtOneMoment(handover, lead, "TalkOverdue");
        assertThat(arranged).isAfter(meeting.endsAt()).isBefore(meeting.endsAt().plus(Duration.ofDays(6)));

        meetings.move(meeting.id(), on(75));
        assertThat(assertDueAtOneMoment(handover, lead, "TalkOverdue")).isAfter(arranged.plus(Duration.ofDays(10)));

        meetings.cancel(meeting.id());
        assertThat(assertDueAtOneMoment(handover, lead, "TalkOverdue")).isEqualTo(accepted);
    }

    @Test
    void isDueAfterAMeetingThatWasAgreedBeforeItWasAccepted() {
        long lead = leads.confirmed("newsletter");
        Meeting meeting = meetings.arrange("before:" + lead, lead, "sales1", null, on(90));
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "accept"));

        assertThat(assertDueAtOneMoment(handover, lead, "TalkOverdue")).isAfter(meeting.endsAt());
    }

    private Instant assertDueAtOneMoment(ProcessInstance handover, long lead, String late) {
        Route route = assignments.route(handover.getId());
        assertThat(walk.task(handover).getDueDate().toInstant()).isCloseTo(route.dueAt(), within(1, ChronoUnit.SECONDS));
        assertThat(timers.createJobQuery().processInstanceId(handover.getId()).activityId(late).singleResult().getDuedate().toInstant())
                .isCloseTo(route.escalateAt(), within(1, ChronoUnit.SECONDS)).isAfter(route.dueAt());
        assertThat(journeys.running(lead, Locale.GERMAN)).filteredOn(running -> running.instanceId().equals(handover.getId())).singleElement()
                .satisfies(running -> assertThat(running.places()).singleElement().satisfies(place ->
                        assertThat(place.until()).isCloseTo(route.dueAt(), within(1, ChronoUnit.SECONDS))));
        return route.dueAt();
    }

    private MeetingDate on(int day) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(day)).plus(Duration.ofHours(3));
        return new MeetingDate(start, start.plus(Duration.ofMinutes(30)), Way.VIDEO, null);
    }

    @Test
    void becomesSalesQualifiedWhenTheRepAcceptsAndQualifies() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        String rep = walk.task(handover).getAssignee();
        assertThat(mails.about(lead)).containsExactly("handover-new to " + rep);

        walk.complete(handover, rep, Map.of("decision", "accept", "note", "Knows us from a fair"));
        assertThat(stage(lead)).isEqualTo(Stage.SAL);
        walk.that(handover).isWaitingAt("QualifyLead").variables().doesNotContainKey("note");
        assertThat(walk.task(handover).getAssignee()).isEqualTo(rep);

        walk.complete(handover, rep, Map.of("outcome", "qualified"));
        assertThat(stage(lead)).isEqualTo(Stage.SQL);
        walk.that(handover).isEnded().hasPassed("LeadSalesQualified");
    }

    @Test
    void goesBackToMarketingWhenRejectedForNow() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "reject", "reason", "no-budget", "note", "Next year"));

        walk.that(handover).isEnded().hasPassed("RecordRejection", "ReturnLead", "LeadGivenBack");
        assertThat(stage(lead)).isEqualTo(Stage.LEAD);
        assertThat(walk.isIn("quiet-time", lead)).as("left in peace first").isTrue();
        assertThat(notes.about(lead)).contains("Next year");
    }

    @Test
    void isSetAsideWhenRejectedForGood() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "reject", "reason", "competitor"));

        walk.that(handover).isEnded().hasPassed("LeadGivenBack");
        assertThat(stage(lead)).isEqualTo(Stage.DISQUALIFIED);
    }

    @Test
    void isGivenBackWhenTheTalkShowsThatItWillNotBuyYet() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        walk.complete(handover, "sales1", Map.of("decision", "accept"));

        walk.complete(handover, "sales1", Map.of("outcome", "unqualified", "reason", "not-now", "note", "Has just bought elsewhere"));

        walk.that(handover).isEnded().hasPassed("LeadGivenBack").hasNotPassed("MarkAsSalesQualified", "RecordRejection");
        assertThat(stage(lead)).isEqualTo(Stage.LEAD);
        assertThat(notes.about(lead)).contains("Has just bought elsewhere");
    }

    @Test
    void remindsTheRepThenTellsTheManagerThenGoesToTheNext() {
        String second = colleague();
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        String rep = walk.task(handover).getAssignee();
        String next = rep.equals(second) ? "sales1" : second;

        walk.fire(handover, "ReminderDue");
        walk.fire(handover, "DeadlineMissed");
        walk.that(handover).isWaitingAt("AcceptLead").hasPassed("RepReminded", "ManagerInformed");
        assertThat(mails.about(lead)).contains("handover-new to " + rep, "handover-reminder to " + rep, "handover-escalation to manager");

        walk.fire(handover, "StillNoAnswer");

        walk.that(handover).isWaitingAt("AcceptLead").hasPassed("PassOnToNextRep");
        assertThat(walk.task(handover).getAssignee()).isEqualTo(next);
        assertThat(mails.about(lead)).contains("handover-new to " + next);
        assertThat(kinds(handover)).containsExactly(Kind.ROUTED, Kind.REMINDED, Kind.ESCALATED, Kind.REASSIGNED);
        walk.fire(handover, "ReminderDue");
    }

    @Test
    void liesInThePoolWithAnAlarmUntilSomebodyTakesIt() {
        jdbc.sql("UPDATE rep SET capacity = 0 WHERE team = 'team-dach'").update();
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        assertThat(walk.task(handover).getAssignee()).isNull();
        assertThat(mails.about(lead)).as("of what lies in the pool only the alarm tells").isEmpty();
        assertThat(jdbc.sql("SELECT DISTINCT account FROM message WHERE mailing = 'handover-pool'").query(String.class).list())
                .contains("manager").doesNotContain("sales1");

        tasks.claim(walk.task(handover).getId(), "sales1");
        assertThatThrownBy(() -> tasks.claim(walk.task(handover).getId(), "manager")).isInstanceOf(TaskAlreadyClaimedException.class);

        assertThat(assignments.rep(handover.getId())).isEqualTo("sales1");
        assertThat(kinds(handover)).containsExactly(Kind.POOLED, Kind.TAKEN);
    }

    /** Both have seen it free; the engine and the handover agree on one of them. */
    @RepeatedTest(5)
    void belongsToOneOfTwoWhoTakeItAtOnce() throws Exception {
        String colleague = colleague();
        jdbc.sql("UPDATE rep SET capacity = 0 WHERE team = 'team-dach'").update();
        ProcessInstance handover = qualified(leads.confirmed("newsletter"));
        String task = walk.task(handover).getId();

        List<Boolean> taken = atOnce(() -> tasks.claim(task, "sales1"), () -> tasks.claim(task, colleague));

        assertThat(taken).containsExactlyInAnyOrder(true, false);
        String owner = taken.get(0) ? "sales1" : colleague;
        assertThat(walk.task(handover).getAssignee()).isEqualTo(owner);
        assertThat(assignments.rep(handover.getId())).isEqualTo(owner);
        assertThat(kinds(handover)).containsExactly(Kind.POOLED, Kind.TAKEN);
    }

    @RepeatedTest(5)
    void isAcceptedOnceByOneWhoSendsTheFormTwiceAtOnce() throws Exception {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        String task = walk.task(handover).getId();
        Map<String, Object> accept = Map.of("decision", "accept");

        List<Boolean> done = atOnce(() -> tasks.complete(task, accept), () -> tasks.complete(task, accept));

        assertThat(done).containsExactlyInAnyOrder(true, false);
        walk.that(handover).isWaitingAt("QualifyLead");
        assertThat(kinds(handover)).containsExactly(Kind.ROUTED, Kind.ACCEPTED);
    }

    private static List<Boolean> atOnce(Runnable one, Runnable other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> deeds = Stream.of(one, other).map(deed -> (Callable<Boolean>) () -> {
                start.await();
                try {
                    deed.run();
                    return true;
                } catch (ProcessEngineException e) {
                    return false;
                }
            }).toList();
            List<Boolean> done = new ArrayList<>();
            for (Future<Boolean> deed : threads.invokeAll(deeds)) {
                done.add(deed.get());
            }
            return done;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void goesToTheColleagueToWhomTheRepHandsItOn() {
        String colleague = colleague();
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "hand-on", "colleague", colleague, "note", "Your region"));

        walk.that(handover).isWaitingAt("AcceptLead").hasPassed("HandOnToColleague").variables().doesNotContainKeys("colleague", "note");
        assertThat(walk.task(handover).getAssignee()).isEqualTo(colleague);
        assertThat(mails.about(lead)).contains("handover-new to " + colleague);
        assertThat(notes.about(lead)).contains("Your region");
    }

    @Test
    void goesToAColleagueAlsoAfterItWasAccepted() {
        String colleague = colleague();
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        walk.complete(handover, "sales1", Map.of("decision", "accept"));

        walk.complete(handover, "sales1", Map.of("outcome", "hand-on", "colleague", colleague, "note", "Moved to your region"));

        walk.that(handover).isWaitingAt("AcceptLead").variables().doesNotContainKeys("colleague", "note");
        assertThat(walk.task(handover).getAssignee()).isEqualTo(colleague);
        assertDueAtOneMoment(handover, lead, "DeadlineMissed");
        walk.complete(handover, colleague, Map.of("decision", "accept"));
        assertThat(stage(lead)).isEqualTo(Stage.SAL);
        assertThat(walk.task(handover).getAssignee()).isEqualTo(colleague);
        assertThat(kinds(handover)).containsExactly(Kind.ROUTED, Kind.ACCEPTED, Kind.HANDED_ON, Kind.ACCEPTED);
        walk.complete(handover, colleague, Map.of("outcome", "qualified"));
        assertThat(stage(lead)).isEqualTo(Stage.SQL);
    }

    @Test
    void comesBackWithTheAnswerOfMarketing() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "ask", "question", "Which fair was it?"));
        walk.that(handover).isWaitingAt("AskMarketing").variables().doesNotContainKey("question");
        assertThat(mails.about(lead)).contains("handover-question to marketing");
        ProcessInstance question = walk.enter("sales-question", lead);
        assertThat(walk.task(question).getDueDate().toInstant()).as("the deadline that counts meanwhile")
                .isCloseTo(assignments.route(handover.getId()).dueAt(), within(1, ChronoUnit.SECONDS));
        walk.complete(question, "marketing", Map.of("answer", "Hannover"));

        walk.that(handover).isWaitingAt("AcceptLead").hasPassed("AskMarketing");
        assertThat(kinds(handover)).containsExactly(Kind.ROUTED, Kind.ASKED, Kind.ANSWERED);
        assertThat(handovers.history(handover.getId())).extracting(HandoverEvent::text).contains("Which fair was it?", "Hannover");
    }

    @Test
    void tellsTheManagerWhenTheTalkTakesTooLong() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        walk.complete(handover, "sales1", Map.of("decision", "accept"));

        walk.fire(handover, "TalkOverdue");

        walk.that(handover).isWaitingAt("QualifyLead").hasPassed("ManagerInformed");
        assertThat(mails.about(lead)).contains("handover-escalation to manager");
    }

    @Test
    void endsByItselfWhenTheLeadLeaves() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        consents.withdraw(lead, Purpose.NEWSLETTER, "one-click", LeadFixture.FROM_A_TEST);

        walk.that(handover).isEnded();
        assertThat(stage(lead)).as("may become one again").isEqualTo(Stage.LEAD);
    }

    @Test
    void endsByItselfWhileMarketingIsAsked() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        walk.complete(handover, "sales1", Map.of("decision", "ask", "question", "Who is it?"));
        ProcessInstance question = walk.enter("sales-question", lead);

        leads.happens(new OrderPlaced(lead, "asked-" + lead));

        walk.that(handover).isEnded();
        walk.that(question).isEnded();
    }

    @Test
    void endsWhenTheRepHearsInTheTalkThatTheLeadWantsNoMore() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "accept", "objection", true));

        walk.that(handover).isEnded().hasPassed("MarkAsAccepted");
        assertThat(consents.allowed(lead)).isEmpty();
        assertThat(kinds(handover)).containsExactly(Kind.ROUTED, Kind.ACCEPTED, Kind.ENDED);
    }

    @Test
    void endsOnceWhenARejectedLeadObjects() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "reject", "reason", "no-need", "objection", true));

        walk.that(handover).isEnded();
        assertThat(kinds(handover)).startsWith(Kind.ROUTED, Kind.REJECTED).doesNotContain(Kind.ENDED);
    }

    @Test
    void endsWhenTheLeadIsErased() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        erasure.erase(lead);

        walk.that(handover).isEnded();
    }

    @Test
    void noLongerCountsForTheRepWhenAnOperatorDeletesIt() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        runtime.deleteProcessInstance(handover.getId(), "asked for by phone", true);

        assertThat(jdbc.sql("SELECT state FROM handover WHERE lead_id = ?").params(lead).query(String.class).list()).containsExactly("DONE");
    }

    @Test
    void endsByItselfWhenTheLeadBuysMeanwhile() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        leads.happens(new OrderPlaced(lead, "handover-" + lead));

        walk.that(handover).isEnded();
        assertThat(walk.task(handover)).isNull();
    }

    private List<Kind> kinds(ProcessInstance handover) {
        return handovers.history(handover.getId()).stream().map(HandoverEvent::kind).toList();
    }

    /** One more in the team, until the test is over. */
    private String colleague() {
        String username = "test-" + UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at)
                        VALUES (?, 'Carla Kollegin', ?, '-', 'de', TRUE, UTC_TIMESTAMP())""").params(username, username + "@example.com").update();
        jdbc.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-dach', 1000, FALSE, TRUE)").params(username).update();
        return username;
    }

    private ProcessInstance qualified(long lead) {
        leads.qualify(lead);
        return walk.enter("lead-handover", lead);
    }

    private Stage stage(long lead) {
        return register.get(lead).stage();
    }
}
