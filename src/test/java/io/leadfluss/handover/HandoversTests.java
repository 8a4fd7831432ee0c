package io.leadfluss.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Stage;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class HandoversTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private LeadFixture given;
    private List<String> others;
    @Autowired
    private Handovers handovers;
    @Autowired
    private Alarms alarms;
    @Autowired
    private Assignments assignments;
    @Autowired
    private LeadReturns returns;
    @Autowired
    private HandoverData data;
    @Autowired
    private Reps reps;
    @Autowired
    private Facts facts;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Clock clock;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void nobodyElseAtWork() {
        others = jdbc.sql("SELECT username FROM rep WHERE active").query(String.class).list();
        others.forEach(rep -> given.sql("UPDATE rep SET active = FALSE WHERE username = ?", rep));
    }

    @AfterEach
    void backToWork() {
        given.sql("DELETE FROM rep WHERE username LIKE 'test-%'");
        others.forEach(rep -> given.sql("UPDATE rep SET active = TRUE WHERE username = ?", rep));
    }


    @Test
    void passesOverTheAbsentTheFullAndTheLockedOut() {
        absent("team-dach");
        rep("team-dach", 0);
        String lockedOut = rep("team-dach", 10);
        given.sql("UPDATE account SET enabled = FALSE WHERE username = ?", lockedOut);
        String present = rep("team-dach", 1);

        assertThat(route(given.confirmedLead()).rep()).isEqualTo(present);
    }

    @Test
    void leavesTheLeadToTheTeamWhenNobodyHasRoom() {
        String full = rep("team-dach", 1);
        route(given.confirmedLead());
        String instance = instance();

        Route route = assignments.route(instance, given.confirmedLead(), Purpose.QUALIFY);

        assertThat(route.team()).isEqualTo("team-dach");
        assertThat(route.rep()).isNull();
        assertThat(assignments.colleagues(instance)).extracting(taker -> taker.rep().username() + " " + taker.state()).containsExactly(full + " FULL");
        assertThat(handovers.history(instance)).extracting(event -> event.kind().name()).containsExactly("POOLED");
    }

    @Test
    void choosesTheTeamByTheTable() {
        rep("team-dach", 10);
        String consumer = rep("team-consumer", 10);

        Route route = route(given.confirmed(given.lead(Kind.B2C, Map.of())));

        assertThat(route.team()).isEqualTo("team-consumer");
        assertThat(route.rep()).isEqualTo(consumer);
    }

    @Test
    void setsDeadlinesInBusinessHours() {
        rep("team-dach", 10);

        Route route = route(given.confirmedLead());

        assertThat(clock.instant()).isBefore(route.remindAt());
        assertThat(route.remindAt()).isBefore(route.dueAt());
        assertThat(route.dueAt()).isBefore(route.escalateAt());
        assertThat(List.of(route.remindAt(), route.dueAt(), route.escalateAt())).allSatisfy(at -> {
            assertThat(at.atZone(BERLIN).getDayOfWeek().getValue()).isLessThan(6);
            assertThat(at.atZone(BERLIN).getHour()).isBetween(9, 17);
        });
    }

    @Test
    void answersTheSameWhenAskedAgain() {
        rep("team-dach", 10);
        rep("team-dach", 10);
        String instance = instance();
        long lead = given.confirmedLead();
        Route first = assignments.route(instance, lead, Purpose.QUALIFY);
        route(given.confirmedLead());

        Route again = assignments.route(instance, lead, Purpose.QUALIFY);

        assertThat(again.rep()).isEqualTo(first.rep());
        assertThat(again.dueAt().toEpochMilli()).isEqualTo(first.dueAt().toEpochMilli());
        assertThat(handovers.of(lead)).hasSize(1);
    }

    @Test
    void doesNotGiveTwoLeadsAtOnceToTheSameRep() throws Exception {
        rep("team-dach", 1);
        rep("team-dach", 1);
        rep("team-dach", 1);
        List<Long> leads = List.of(given.confirmedLead(), given.confirmedLead(), given.confirmedLead(), given.confirmedLead());
        CyclicBarrier start = new CyclicBarrier(leads.size());
        ExecutorService threads = Executors.newFixedThreadPool(leads.size());

        List<Future<Route>> routes = new ArrayList<>();
        leads.forEach(lead -> routes.add(threads.submit(() -> {
            start.await();
            return route(lead);
        })));
        List<String> chosen = new ArrayList<>();
        for (Future<Route> route : routes) {
            chosen.add(route.get().rep());
        }
        threads.shutdown();

        assertThat(chosen).doesNotHaveDuplicates().containsNull().hasSize(4);
    }

    @Test
    void takesTheLeadThroughTheStages() {
        String rep = rep("team-dach", 10);
        long lead = mql();
        String instance = routed(lead);

        handovers.accept(instance, rep, "Will call on Monday");
        assertThat(given.stage(lead)).isEqualTo(Stage.SAL);
        handovers.qualify(instance, rep, "Budget is there");

        assertThat(given.stage(lead)).isEqualTo(Stage.SQL);
        assertThat(handovers.of(lead)).singleElement().satisfies(handover -> {
            assertThat(handover.state()).isEqualTo(HandoverState.QUALIFIED);
            assertThat(handover.acceptedAt()).isNotNull();
            assertThat(handover.closedAt()).isNotNull();
        });
        assertThat(happened(lead)).contains("LeadAccepted team-dach", "SalesQualified ");
        assertThat(jdbc.sql("SELECT text FROM lead_note WHERE lead_id = ? ORDER BY id").param(lead).query(String.class).list())
                .containsExactly("Will call on Monday", "Budget is there");
    }

    @Test
    void stampsWhatHappens() {
        String rep = rep("team-dach", 10);
        long lead = mql();
        String instance = routed(lead);

        alarms.remind(instance);
        alarms.escalate(instance);
        alarms.escalate(instance);
        handovers.accept(instance, rep, null);
        handovers.end(instance);
        handovers.end(instance);

        assertThat(handovers.history(instance)).extracting(event -> event.kind().name())
                .containsExactly("ROUTED", "REMINDED", "ESCALATED", "ESCALATED", "ACCEPTED", "ENDED");
        assertThat(happened(lead)).contains("HandoverMoved routed", "HandoverMoved reminded", "HandoverMoved escalated");
    }

    @Test
    void givesARejectedLeadBackToMarketing() {
        String rep = rep("team-dach", 10);
        long lead = mql();
        String instance = routed(lead);

        handovers.reject(instance, rep, "no-budget", null);
        assertThat(given.stage(lead)).isEqualTo(Stage.MQL);
        returns.recycle(instance, "sales1", null, null);

        assertThat(given.stage(lead)).isEqualTo(Stage.LEAD);
        assertThat(happened(lead)).contains("LeadRejected no-budget", "LeadRecycled no-budget");
    }

    @Test
    void setsALeadAside() {
        String rep = rep("team-dach", 10);
        long lead = mql();
        String instance = routed(lead);

        handovers.reject(instance, rep, "competitor", "Works for a rival");
        returns.disqualify(instance, "sales1", "competitor", null);

        assertThat(given.stage(lead)).isEqualTo(Stage.DISQUALIFIED);
        assertThat(happened(lead)).contains("LeadDisqualified competitor");
    }

    @Test
    void doesNothingWhenToldTwice() {
        String rep = rep("team-dach", 10);
        long lead = mql();
        String instance = routed(lead);

        for (int i = 0; i < 2; i++) {
            handovers.accept(instance, rep, "Mine");
        }
        for (int i = 0; i < 2; i++) {
            returns.recycle(instance, "sales1", "no-need", null);
        }

        assertThat(happened(lead)).containsOnlyOnce("LeadAccepted team-dach", "LeadRecycled no-need");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM lead_note WHERE lead_id = ?").param(lead).query(Long.class).single()).isOne();
    }

    @Test
    void refusesWhatIsTooLate() {
        String rep = rep("team-dach", 10);
        String instance = routed(mql());
        returns.recycle(instance, "sales1", "no-need", null);

        assertThatThrownBy(() -> handovers.qualify(instance, rep, null)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(instance).hasMessageContaining("RECYCLED");
        assertThatThrownBy(() -> handovers.accept("no-such", rep, null)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such has no handover");
    }

    @Test
    void recordsEachCall() {
        String rep = rep("team-dach", 10);
        long lead = given.confirmedLead();
        String instance = instance();
        assignments.route(instance, lead, Purpose.CALL);

        handovers.recordCall(instance, rep, "not-reached", true, "Voice mail");
        handovers.recordCall(instance, rep, "not-reached", true, null);
        assertThat(reps.all()).filteredOn(found -> found.username().equals(rep)).singleElement().extracting(Rep::inWork).isEqualTo(1);
        handovers.recordCall(instance, rep, "reached", false, "Wants an offer");
        handovers.recordCall(instance, rep, "reached", false, "Wants an offer");

        assertThat(happened(lead).stream().filter(fact -> fact.startsWith("CallRecorded")))
                .containsExactly("CallRecorded reached", "CallRecorded not-reached", "CallRecorded not-reached");
        assertThat(reps.all()).filteredOn(found -> found.username().equals(rep)).singleElement().extracting(Rep::inWork).isEqualTo(0);
    }

    @Test
    void namesTheTeamsManagerWhenADeadlinePassed() {
        String rep = rep("team-dach", 10);
        String instance = routed(mql());
        String manager = "test-" + UUID.randomUUID();
        person(manager);
        given.transaction().executeWithoutResult(status -> reps.save(manager, "team-dach", 0, 1, true, true, BERLIN, null, true));

        assertThat(alarms.escalate(instance)).containsExactly(manager);
        assertThat(assignments.rep(instance)).isEqualTo(rep);
    }

    @Test
    void freesTheRepWhenTheProcessEnds() {
        String rep = rep("team-dach", 1);
        long lead = mql();
        String instance = routed(lead);
        assertThat(route(given.confirmedLead()).rep()).isNull();

        handovers.end(instance);

        assertThat(handovers.of(lead)).singleElement().extracting(Handover::state).isEqualTo(HandoverState.DONE);
        assertThat(route(given.confirmedLead()).rep()).isEqualTo(rep);
    }

    @Test
    void forgetsAllOfAnErasedLead() {
        rep("team-dach", 10);
        long lead = mql();
        routed(lead);
        assertThat(data.disclose(lead)).hasSize(1);

        given.transaction().executeWithoutResult(status -> data.erase(lead));

        assertThat(data.disclose(lead)).isEmpty();
    }

    private long mql() {
        long lead = given.confirmedLead();
        given.change(lead, changed -> changed.qualifyForMarketing(clock.instant()));
        return lead;
    }

    private Route route(long lead) {
        return assignments.route(instance(), lead, Purpose.QUALIFY);
    }

    private String routed(long lead) {
        String instance = instance();
        assignments.route(instance, lead, Purpose.QUALIFY);
        return instance;
    }

    private List<String> happened(long lead) {
        return facts.of(lead, 100).stream().map((Fact fact) -> fact.kind() + " " + fact.subject()).toList();
    }

    private String rep(String team, int capacity) {
        String username = "test-" + UUID.randomUUID();
        person(username);
        given.transaction().executeWithoutResult(status -> reps.save(username, team, capacity, 1, false, true, BERLIN, null, true));
        return username;
    }

    private void absent(String team) {
        String username = "test-" + UUID.randomUUID();
        person(username);
        given.transaction().executeWithoutResult(status -> reps.save(username, team, 10, 1, false, false, BERLIN, null, true));
    }

    private void person(String username) {
        given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                username, "Rep " + username, username + "@example.com", clock.instant());
    }

    private static String instance() {
        return UUID.randomUUID().toString();
    }
}
