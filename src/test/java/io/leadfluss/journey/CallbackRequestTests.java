package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.Arrival;
import io.leadfluss.capture.FormSubmitted;
import io.leadfluss.capture.Intake;
import io.leadfluss.consent.ConsentEvent;
import io.leadfluss.consent.ConsentLedger;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Objections;
import io.leadfluss.consent.Purpose;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.HandoverEvent.Kind;
import io.leadfluss.handover.HandoverEvent;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Route;
import io.leadfluss.handover.call.CallPermission.Basis;
import io.leadfluss.handover.call.Calls;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Origin;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@ExtendWith({ModelCoverage.class, RoomInSales.class})
class CallbackRequestTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Consents consents;
    @Autowired
    private ConsentLedger ledger;
    @Autowired
    private Facts facts;
    @Autowired
    private Leads register;
    @Autowired
    private Intake intake;
    @Autowired
    private ManagementService jobs;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Clock clock;
    @Autowired
    private Calls calls;
    @Autowired
    private Handovers handovers;
    @Autowired
    private Assignments assignments;
    @Autowired
    private Objections objections;

    @AfterEach
    void leaveNothingInThePool() {
        jdbc.sql("SELECT instance_id FROM handover WHERE state = 'OPEN' AND rep IS NULL AND purpose = 'CALL'").query(String.class).list()
                .forEach(instance -> runtime.createProcessInstanceQuery().processInstanceId(instance).list()
                        .forEach(open -> runtime.deleteProcessInstance(open.getId(), "test is over")));
    }

    @Test
    void putsACallInFrontOfARepEvenBeforeTheAddressIsConfirmed() {
        long lead = leads.unconfirmed("phone");
        ProcessInstance request = requested(lead);
        walk.that(request).isWaitingAt("CallLeadBack");
        assertThat(mails.about(lead)).anyMatch(mail -> mail.startsWith("callback-new to "));

        walk.complete(request, "sales1", Map.of("outcome", "reached", "note", "Wants an offer"));

        walk.that(request).isEnded().hasPassed("LeadCalledBack");
        assertThat(outcomes(lead)).containsExactly("reached");
        assertThat(bases(lead)).as("what allowed the call").containsExactly("REQUEST");
    }

    @Test
    void notesInTheProofThatAConsentWasUsed() {
        long lead = leads.confirmed("newsletter", "phone");

        walk.complete(requested(lead), "sales1", Map.of("outcome", "reached"));

        assertThat(bases(lead)).containsExactly("CONSENT");
        assertThat(ledger.of(lead)).filteredOn(event -> event.kind() == ConsentEvent.Kind.USED).singleElement().satisfies(event -> {
            assertThat(event.purpose()).isEqualTo(Purpose.PHONE);
            assertThat(event.pageUrl()).isEqualTo("task, sales1");
        });
        assertThat(ledger.verify(lead)).isEmpty();
    }

    @Test
    void takesAnObjectionThatWasSaidOnThePhone() {
        long lead = leads.confirmed("newsletter", "phone");
        ProcessInstance request = requested(lead);

        walk.complete(request, "sales1", Map.of("outcome", "reached", "objection", true));

        walk.that(request).isEnded();
        assertThat(consents.allowed(lead)).isEmpty();
    }

    @Test
    void triesAgainAsTheTableSaysAndThenWrites() {
        long lead = leads.confirmed("phone");
        ProcessInstance request = requested(lead);
        walk.fire(request, "CallReminderDue");
        assertThat(mails.about(lead)).anyMatch(mail -> mail.startsWith("callback-reminder to "));

        walk.complete(request, "sales1", Map.of("outcome", "not-reached"));
        assertThat(timer(request, "NextAttemptDue")).isAfter(clock.instant().plus(Duration.ofMinutes(119)));
        walk.fire(request, "NextAttemptDue");
        walk.complete(request, "sales1", Map.of("outcome", "voicemail"));
        walk.fire(request, "NextAttemptDue");
        walk.complete(request, "sales1", Map.of("outcome", "not-reached"));

        walk.that(request).isEnded().hasPassed("WriteInstead", "LeadWrittenTo");
        assertThat(outcomes(lead)).containsExactly("not-reached", "voicemail", "not-reached");
        assertThat(mails.to(lead)).contains("callback-missed");
    }

    @Test
    void endsWhenTheRepGivesUp() {
        ProcessInstance request = requested(leads.unconfirmed("phone"));

        walk.complete(request, "sales1", Map.of("outcome", "gave-up"));

        walk.that(request).isEnded().hasPassed("LeadNotReached");
    }

    @Test
    void callsAWrongNumberNeverAgain() {
        long lead = leads.confirmed("phone");
        ProcessInstance request = requested(lead);

        walk.complete(request, "sales1", Map.of("outcome", "wrong-number"));

        walk.that(request).isEnded().hasPassed("LeadWrittenTo");
        assertThat(register.get(lead).phoneWrongSince()).isNotNull();
        ProcessInstance second = requested(lead);
        walk.that(second).isEnded().hasPassed("CallNotAllowed").hasNotPassed("CallLeadBack");
    }

    @Test
    void doesNotTryAgainWhenTheLeadObjectsMeanwhile() {
        long lead = leads.confirmed("phone");
        ProcessInstance request = requested(lead);
        walk.complete(request, "sales1", Map.of("outcome", "not-reached"));

        consents.withdraw(lead, Purpose.PHONE, "staff", LeadFixture.FROM_A_TEST);
        walk.fire(request, "NextAttemptDue");

        walk.that(request).isEnded().hasPassed("CallNotAllowed");
        assertThat(jdbc.sql("SELECT state FROM handover WHERE lead_id = ?").params(lead).query(String.class).list()).containsExactly("DONE");
    }

    @Test
    void arrangesAMeeting() {
        long lead = leads.confirmed("phone");
        ProcessInstance request = requested(lead);

        walk.complete(request, "sales1", meetingIn(50));

        walk.that(request).isEnded().hasPassed("MeetingAgreed");
        assertThat(outcomes(lead)).containsExactly("reached");
        assertThat(mails.to(lead)).contains("meeting-invitation");
        assertThat(mails.about(lead)).contains("meeting-rep to sales1");
    }

    @Test
    void isDueWhenTheLeadWishes() {
        long lead = leads.unconfirmed("phone");
        Lead known = register.get(lead);
        ZonedDateTime day = ZonedDateTime.ofInstant(clock.instant(), BERLIN).plusDays(8);
        while (day.getDayOfWeek() != DayOfWeek.WEDNESDAY) {
            day = day.plusDays(1);
        }
        intake.receive(new Arrival("callback", known.address(), Map.of("lastName", "Muster", "wishedDay", day.toLocalDate().toString(),
                "wishedTime", "morning"), "de", null, Origin.DIRECT, "callback", null, List.of(), LeadFixture.FROM_A_TEST, null, "wish:" + lead));

        Task task = walk.task(walk.enter("callback-request", lead));

        Date nine = Date.from(day.toLocalDate().atTime(9, 0).atZone(BERLIN).toInstant());
        Date noon = Date.from(day.toLocalDate().atTime(12, 0).atZone(BERLIN).toInstant());
        assertThat(task.getFollowUpDate()).isBetween(nine, noon, true, false);
        assertThat(task.getDueDate()).isAfter(task.getFollowUpDate()).isBeforeOrEqualTo(Date.from(noon.toInstant().plus(Duration.ofDays(1))));
        assertDueAsTheHandoverSays(walk.enter("callback-request", lead));
    }

    @Test
    void endsWhenSalesRejectsTheLead() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance request = requested(lead);
        ripe(lead);

        walk.complete(walk.enter("lead-handover", lead), "sales1", Map.of("decision", "reject", "reason", "no-budget"));

        assertEndedByItself(request, lead);
    }

    @Test
    void endsWhenSalesSetsTheLeadAside() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance request = requested(lead);
        ripe(lead);
        ProcessInstance handover = walk.enter("lead-handover", lead);
        walk.complete(handover, "sales1", Map.of("decision", "accept"));

        walk.complete(handover, "sales1", Map.of("outcome", "unqualified", "reason", "competitor"));

        assertEndedByItself(request, lead);
    }

    @Test
    void endsWhenTheLeadObjects() {
        long lead = leads.unconfirmed();
        ProcessInstance request = requested(lead);

        objections.object(lead, "letter", LeadFixture.FROM_A_TEST);

        assertEndedByItself(request, lead);
    }

    @Test
    void endsWhenTheLeadObjectsWhileItWaitsForTheNextAttempt() {
        long lead = leads.unconfirmed();
        ProcessInstance request = requested(lead);

        walk.complete(request, "sales1", Map.of("outcome", "not-reached", "objection", true));

        assertEndedByItself(request, lead);
    }

    /** The wish to be called may have made it so. */
    private void ripe(long lead) {
        if (!walk.isIn("lead-handover", lead)) {
            leads.qualify(lead);
        }
    }

    private void assertEndedByItself(ProcessInstance request, long lead) {
        walk.that(request).isEnded();
        assertThat(walk.task(request)).isNull();
        assertThat(jdbc.sql("SELECT state FROM handover WHERE instance_id = ?").param(request.getId()).query(String.class).single()).isEqualTo("DONE");
        assertThat(calls.requested(lead)).as("a wish that is settled").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reached", "gave-up"})
    void allowsNoFurtherCallOnceItIsSettled(String outcome) {
        long lead = leads.unconfirmed();
        ProcessInstance request = requested(lead);
        assertThat(calls.permission(lead).basis()).isEqualTo(Basis.REQUEST);

        walk.complete(request, "sales1", Map.of("outcome", outcome));

        assertThat(calls.permission(lead).basis()).isEqualTo(Basis.NONE);
        assertThat(calls.requested(lead)).isEmpty();
        requested(lead);
        assertThat(calls.permission(lead).basis()).as("asked once more").isEqualTo(Basis.REQUEST);
    }

    @Test
    void remindsTheRepThenTellsTheManagerThenGoesToTheNext() {
        long lead = leads.unconfirmed();
        ProcessInstance request = requested(lead);
        String rep = walk.task(request).getAssignee();

        walk.fire(request, "CallReminderDue");
        walk.fire(request, "CallOverdue");
        walk.that(request).isWaitingAt("CallLeadBack").hasPassed("RepReminded", "ManagerInformed");
        assertThat(mails.about(lead)).contains("callback-reminder to " + rep, "handover-escalation to manager");

        walk.fire(request, "StillNotCalled");

        walk.that(request).isWaitingAt("CallLeadBack").hasPassed("PassOnToNextRep");
        assertThat(walk.task(request).getAssignee()).as("who let it pass").isNotEqualTo(rep);
        assertThat(handovers.history(request.getId())).extracting(HandoverEvent::kind).contains(Kind.REMINDED, Kind.ESCALATED);
    }

    @Test
    void isDueAtTheNextAttemptWhileItWaitsForIt() {
        long lead = leads.unconfirmed();
        ProcessInstance request = requested(lead);

        walk.complete(request, "sales1", Map.of("outcome", "not-reached"));

        assertThat(assignments.route(request.getId()).dueAt()).isAfter(timer(request, "NextAttemptDue"));
        walk.fire(request, "NextAttemptDue");
        assertDueAsTheHandoverSays(request);
    }

    private void assertDueAsTheHandoverSays(ProcessInstance request) {
        Route route = assignments.route(request.getId());
        assertThat(walk.task(request).getDueDate().toInstant()).isCloseTo(route.dueAt(), within(1, ChronoUnit.SECONDS));
        assertThat(timer(request, "CallOverdue")).isCloseTo(route.escalateAt(), within(1, ChronoUnit.SECONDS)).isAfter(route.dueAt());
        assertThat(timer(request, "StillNotCalled")).isCloseTo(route.reassignAt(), within(1, ChronoUnit.SECONDS)).isAfter(route.escalateAt());
    }

    /** What a rep fills in who agreed on a meeting in so many days, each at a time of its own. */
    static Map<String, Object> meetingIn(int days) {
        Instant at = Instant.now().plus(Duration.ofDays(days));
        return Map.of("outcome", "meeting", "meetingAt", at.toString().substring(0, 16) + "+00:00", "meetingMinutes", "30", "meetingWay", "video",
                "meetingPlace", "https://meet.example/4711");
    }

    private Instant timer(ProcessInstance instance, String event) {
        return jobs.createJobQuery().processInstanceId(instance.getId()).activityId(event).singleResult().getDuedate().toInstant();
    }

    private ProcessInstance requested(long lead) {
        leads.happens(new FormSubmitted(lead, "callback", lead + clock.millis()));
        return walk.enter("callback-request", lead);
    }

    private List<String> outcomes(long lead) {
        return facts.of(lead, 50).stream().filter(fact -> "CallRecorded".equals(fact.kind())).map(fact -> fact.subject()).toList();
    }

    private List<String> bases(long lead) {
        return jdbc.sql("SELECT basis FROM sales_call WHERE lead_id = :lead ORDER BY attempt").param("lead", lead).query(String.class).list();
    }
}
