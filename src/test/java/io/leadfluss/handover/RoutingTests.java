package io.leadfluss.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadfluss.JourneyTest;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Role;
import io.leadfluss.web.Moments;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Who of a team gets a lead. */
@JourneyTest
class RoutingTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId CAIRO = ZoneId.of("Africa/Cairo");
    /** Share their leads in turns, by the least load, and by who knows the company. */
    private static final Map<String, String> IN_TURNS = Map.of("language", "de");
    private static final Map<String, String> KNOWN = Map.of("country", "DE", "language", "de");

    private LeadFixture given;
    private List<String> others;
    @Autowired
    private Handovers handovers;
    @Autowired
    private Alarms alarms;
    @Autowired
    private Assignments assignments;
    @Autowired
    private Routing routing;
    @Autowired
    private Reps reps;
    @Autowired
    private Absences absences;
    @Autowired
    private TakerWords words;
    @Autowired
    private Leads leads;
    @Autowired
    private Clock clock;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void nobodyElseAtWork() {
        others = reps.all().stream().filter(Rep::active).map(Rep::username).toList();
        others.forEach(rep -> given.sql("UPDATE rep SET active = FALSE WHERE username = ?", rep));
    }

    @AfterEach
    void backToWork() {
        given.sql("DELETE FROM rep WHERE username LIKE 'test-%'");
        others.forEach(rep -> given.sql("UPDATE rep SET active = TRUE WHERE username = ?", rep));
    }

    @Test
    void givesEachItsShareInTurns() {
        String half = rep("team-dach", 100, 1);
        String whole = rep("team-dach", 100, 2);

        List<String> got = routed(9);

        assertThat(Collections.frequency(got, half)).isEqualTo(3);
        assertThat(Collections.frequency(got, whole)).isEqualTo(6);
        assertThat(Collections.indexOfSubList(got, List.of(whole, whole, whole))).as("never in a heap").isEqualTo(-1);
    }

    @Test
    void givesNoFloodToOneWhoComesBack() {
        String steady = rep("team-dach", 100, 1);
        String away = rep("team-dach", 100, 1);
        routed(2);
        absent(away, null);
        assertThat(routed(10)).containsOnly(steady);

        given.sql("DELETE FROM rep_absence WHERE username = ?", away);

        assertThat(Collections.frequency(routed(4), away)).isEqualTo(2);
    }

    @Test
    void givesANewOneNoMoreThanItsShare() {
        String old = rep("team-dach", 100, 1);
        routed(7);
        String fresh = rep("team-dach", 100, 1);

        List<String> got = routed(6);

        assertThat(Collections.frequency(got, old)).isEqualTo(3);
        assertThat(Collections.frequency(got, fresh)).isEqualTo(3);
    }

    @Test
    void givesToTheLeastLoadedForItsWeight() {
        String one = rep("team-consumer", 100, 1);
        String two = rep("team-consumer", 100, 2);

        List<String> got = IntStream.range(0, 6).mapToObj(i -> route(given.confirmed(given.lead(Kind.B2C, Map.of()))).rep()).toList();

        assertThat(Collections.frequency(got, one)).isEqualTo(2);
        assertThat(Collections.frequency(got, two)).isEqualTo(4);
    }

    @Test
    void givesToWhomKnowsTheCompany() {
        rep("team-dach", 100, 1);
        String knows = rep("team-dach", 100, 1);
        String domain = UUID.randomUUID() + ".example";
        String instance = instance();
        assignments.route(instance, colleague(domain), Purpose.QUALIFY);
        handovers.accept(instance, knows, null);
        routed(3);

        assertThat(IntStream.range(0, 4).mapToObj(i -> route(colleague(domain)).rep())).containsOnly(knows);
    }

    @Test
    void givesAllThatOneLeadWantsToOnePersonEvenWhenFull() {
        rep("team-dach", 1, 1);
        rep("team-dach", 1, 1);
        long lead = given.confirmed(given.lead(Kind.B2B, IN_TURNS));

        List<String> got = Stream.of(Purpose.values()).map(purpose -> assignments.route(instance(), lead, purpose).rep()).toList();

        assertThat(got).doesNotContainNull().containsOnly(got.get(0));
    }

    @Test
    void givesWhatElseALeadWantsToAnotherWhenWhoHasItIsAway() {
        String away = rep("team-dach", 1, 1);
        long lead = given.confirmed(given.lead(Kind.B2B, IN_TURNS));
        assertThat(route(lead).rep()).isEqualTo(away);
        String present = rep("team-dach", 1, 1);
        absent(away, null);

        assertThat(assignments.route(instance(), lead, Purpose.CALL).rep()).isEqualTo(present);
    }

    @RepeatedTest(3)
    void givesAllThatOneLeadWantsAtOnceToOnePerson() throws Exception {
        for (int i = 0; i < 3; i++) {
            rep("team-dach", 1, 1);
        }
        long lead = given.confirmed(given.lead(Kind.B2B, IN_TURNS));
        CyclicBarrier start = new CyclicBarrier(Purpose.values().length);
        List<Callable<String>> wishes = Stream.of(Purpose.values()).map(purpose -> (Callable<String>) () -> {
            start.await();
            return assignments.route(instance(), lead, purpose).rep();
        }).toList();
        ExecutorService threads = Executors.newFixedThreadPool(wishes.size());

        List<String> got = new ArrayList<>();
        for (Future<String> route : threads.invokeAll(wishes)) {
            got.add(route.get());
        }
        threads.shutdown();

        assertThat(got).doesNotContainNull().containsOnly(got.get(0));
    }

    @Test
    void givesTheLeadsOfOneWhoIsAwayToTheDeputy() {
        String away = rep("team-dach", 100, 3);
        String present = rep("team-dach", 100, 1);
        String deputy = rep("team-international", 2, 1);
        absent(away, deputy);

        List<String> got = routed(8);

        assertThat(Collections.frequency(got, deputy)).as("until it is full").isEqualTo(2);
        assertThat(Collections.frequency(got, present)).isEqualTo(6);
        assertThat(got).doesNotContain(away);
    }

    @Test
    void passesOverADeputyWhoIsAwayToo() {
        String away = rep("team-dach", 100, 1);
        String deputy = rep("team-dach", 100, 1);
        absent(away, deputy);
        absent(deputy, away);

        assertThat(routed(1)).containsOnlyNulls();
    }

    @Test
    void alarmsTheManagerOfAPooledLeadElseTheAdministrators() {
        String instance = instance();
        String manager = person();
        given.transaction().executeWithoutResult(status -> reps.save(manager, "team-dach", 0, 1, true, true, BERLIN, null, true));
        assignments.route(instance, given.confirmed(given.lead(Kind.B2B, KNOWN)), Purpose.QUALIFY);
        assertThat(alarms.alarmed(instance)).containsExactly(manager);

        String admin = person();
        given.sql("INSERT INTO account_role (username, role) VALUES (?, ?)", admin, Role.ADMIN.name());
        given.sql("UPDATE account SET enabled = FALSE WHERE username = ?", manager);

        assertThat(alarms.alarmed(instance)).contains(admin).doesNotContain(manager);
    }

    @Test
    void countsTheDaysWhereTheRepIs() {
        // On 24 April 2026 Cairo skips the hour after midnight: the absence begins with a day that has no midnight.
        String away = rep("team-dach", 100, 1, CAIRO, "EG");
        given.transaction().executeWithoutResult(status -> absences.add(away, LocalDate.of(2026, 4, 24), LocalDate.of(2026, 4, 24), null));

        assertThat(at(LocalDateTime.of(2026, 4, 23, 16, 59))).isEqualTo(away);
        assertThat(at(LocalDateTime.of(2026, 4, 23, 17, 1))).as("nothing would happen before the next morning").isNull();
        assertThat(at(LocalDateTime.of(2026, 4, 23, 23, 59, 59))).isNull();
        assertThat(at(LocalDateTime.of(2026, 4, 24, 1, 0))).isNull();
        assertThat(at(LocalDateTime.of(2026, 4, 24, 17, 30))).as("back on Monday").isEqualTo(away);
    }

    @Test
    void losesNothingWhenARepIsAwayFromTheDayTheClocksChange() {
        // The clocks of Berlin go back in the night to Sunday, 25 October 2026, when two hours have the same name.
        String away = rep("team-dach", 100, 1);
        String deputy = rep("team-dach", 100, 1);
        given.transaction().executeWithoutResult(status -> absences.add(away, LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 26), deputy));
        long lead = given.confirmed(given.lead(Kind.B2B, IN_TURNS));

        for (LocalDateTime time : List.of(LocalDateTime.of(2026, 10, 24, 23, 59, 59), LocalDateTime.of(2026, 10, 25, 0, 0),
                LocalDateTime.of(2026, 10, 25, 2, 30), LocalDateTime.of(2026, 10, 26, 8, 59))) {
            Route route = find(lead, time);
            assertThat(route.rep()).as("at " + time).isEqualTo(deputy);
            assertThat(route.dueAt().atZone(BERLIN).toLocalDateTime()).isEqualTo(LocalDateTime.of(2026, 10, 26, 17, 0));
        }
    }

    @Test
    void countsTheHolidaysWhereTheRepIs() {
        // 26 October is a holiday in Austria only.
        rep("team-dach", 100, 1, ZoneId.of("Europe/Vienna"), "AT");
        long lead = given.confirmed(given.lead(Kind.B2B, IN_TURNS));

        Route route = find(lead, LocalDateTime.of(2026, 10, 25, 12, 0));

        assertThat(route.dueAt().atZone(BERLIN).toLocalDateTime()).isEqualTo(LocalDateTime.of(2026, 10, 27, 17, 0));
    }

    @Test
    void sharesFairlyWhenManyComeAtOnce() throws Exception {
        String one = rep("team-dach", 100, 1);
        String two = rep("team-dach", 100, 1);
        List<Callable<String>> arrivals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long lead = given.confirmed(given.lead(Kind.B2B, IN_TURNS));
            arrivals.add(() -> route(lead).rep());
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);

        List<String> got = new ArrayList<>();
        for (Future<String> route : threads.invokeAll(arrivals)) {
            got.add(route.get());
        }
        threads.shutdown();

        assertThat(Collections.frequency(got, one)).isEqualTo(6);
        assertThat(Collections.frequency(got, two)).isEqualTo(6);
    }

    @Test
    void goesOnToWhomHasNotYetLetItPass() {
        String one = rep("team-dach", 100, 1);
        String two = rep("team-dach", 100, 1);
        String instance = instance();
        String first = assignments.route(instance, given.confirmed(given.lead(Kind.B2B, IN_TURNS)), Purpose.QUALIFY).rep();

        String second = assignments.reassign(instance).rep();
        assertThat(List.of(first, second)).containsExactlyInAnyOrder(one, two);
        assertThat(assignments.reassign(instance).rep()).as("all had it: the pool").isNull();
        assertThat(assignments.reassign(instance).rep()).as("from the pool to anybody").isIn(one, two);

        assertThat(handovers.history(instance)).extracting(event -> event.kind().name()).containsExactly("ROUTED", "REASSIGNED", "POOLED", "REASSIGNED");
    }

    @Test
    void handsOnToAColleagueOfTheTeam() {
        String one = rep("team-dach", 100, 1);
        String instance = instance();
        assignments.route(instance, given.confirmed(given.lead(Kind.B2B, IN_TURNS)), Purpose.QUALIFY);
        String colleague = rep("team-dach", 0, 1);
        String stranger = rep("team-international", 100, 1);

        assertThat(assignments.colleagues(instance)).extracting(taker -> taker.rep().username()).containsExactly(colleague);
        assertThat(assignments.handOn(instance, one, colleague, null).rep()).isEqualTo(colleague);
        assertThatThrownBy(() -> assignments.handOn(instance, one, stranger, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(stranger);

        assertThat(assignments.rep(instance)).isEqualTo(colleague);
    }

    @Test
    void offersWhoCouldTakeItBestFirstAndSaysHowItStandsWithEach() {
        rep("team-dach", 100, 1);
        String instance = instance();
        assignments.route(instance, given.confirmed(given.lead(Kind.B2B, IN_TURNS)), Purpose.QUALIFY);
        String manager = rep("team-dach", 0, 1);
        String away = rep("team-dach", 100, 1);
        absent(away, null);
        String full = rep("team-dach", 1, 1);
        String free = rep("team-dach", 5, 1);
        String other = instance();
        assignments.route(other, given.confirmed(given.lead(Kind.B2B, IN_TURNS)), Purpose.QUALIFY);
        given.sql("UPDATE handover SET rep = ? WHERE instance_id = ?", full, other);

        List<Taker> takers = assignments.colleagues(instance);

        assertThat(takers).extracting(taker -> taker.rep().username()).containsExactly(free, full, away, manager);
        String lastDay = Moments.day(Locale.GERMAN).format(LocalDate.ofInstant(clock.instant(), BERLIN).plusDays(10));
        assertThat(takers).extracting(taker -> words.of(taker, Locale.GERMAN)).containsExactly("Rep " + free + " (offen: 0 von 5)",
                "Rep " + full + " (hat genug: 1 von 1)", "Rep " + away + " (abwesend bis " + lastDay + ")",
                "Rep " + manager + " (bekommt sonst keine Leads zugeteilt)");
    }

    private String at(LocalDateTime cairo) {
        long lead = given.confirmed(given.lead(Kind.B2B, IN_TURNS));
        return given.transaction().execute(status -> routing.find(leads.get(lead), Purpose.QUALIFY, cairo.atZone(CAIRO).toInstant())).rep();
    }

    private Route find(long lead, LocalDateTime berlin) {
        return given.transaction().execute(status -> routing.find(leads.get(lead), Purpose.QUALIFY, berlin.atZone(BERLIN).toInstant()));
    }

    private List<String> routed(int leads) {
        List<String> got = new ArrayList<>();
        for (int i = 0; i < leads; i++) {
            got.add(route(given.confirmed(given.lead(Kind.B2B, IN_TURNS))).rep());
        }
        return got;
    }

    private Route route(long lead) {
        return assignments.route(instance(), lead, Purpose.QUALIFY);
    }

    private long colleague(String domain) {
        long lead = given.leadAt(UUID.randomUUID() + "@" + domain);
        given.sql("UPDATE leads SET country = 'DE' WHERE id = ?", lead);
        given.sql("INSERT IGNORE INTO company (id, name, domain, created_at) VALUES ((SELECT -ABS(CRC32(?))), ?, ?, ?)", domain, domain, domain, clock.instant());
        given.sql("UPDATE leads SET company_id = (SELECT id FROM company WHERE domain = ?) WHERE id = ?", domain, lead);
        return given.confirmed(lead);
    }

    private void absent(String rep, String deputy) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BERLIN);
        given.transaction().executeWithoutResult(status -> absences.add(rep, today.minusDays(1), today.plusDays(10), deputy));
    }

    private String rep(String team, int capacity, int weight) {
        return rep(team, capacity, weight, BERLIN, null);
    }

    private String rep(String team, int capacity, int weight, ZoneId zone, String region) {
        String username = person();
        given.transaction().executeWithoutResult(status -> reps.save(username, team, capacity, weight, false, true, zone, region, true));
        return username;
    }

    private String person() {
        String username = "test-" + UUID.randomUUID();
        given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                username, "Rep " + username, username + "@example.com", clock.instant());
        return username;
    }

    private static String instance() {
        return UUID.randomUUID().toString();
    }
}
