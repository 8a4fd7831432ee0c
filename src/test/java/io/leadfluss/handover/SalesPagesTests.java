package io.leadfluss.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.leadfluss.JourneyTest;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.web.Moments;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
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
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.servlet.FlashMap;

@JourneyTest
class SalesPagesTests {

    private LeadFixture given;
    @Autowired
    private MockMvc mvc;
    @Autowired
    private Handovers handovers;
    @Autowired
    private Assignments assignments;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Clock clock;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private ManagementService management;
    @Autowired
    private TaskService tasks;
    @Autowired
    private IdentityService identity;
    private String username;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void giveAccount() {
        username = "test-" + UUID.randomUUID();
        given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                username, "Rita " + username, username + "@example.com", clock.instant());
        given.sql("INSERT INTO account_role (username, role) VALUES (?, 'SALES')", username);
    }

    @AfterEach
    void leave() {
        given.sql("DELETE FROM rep WHERE username = ?", username);
    }

    @Test
    void letsAnAdministratorPutARepIntoATeam() throws Exception {
        mvc.perform(get("/app/reps").with(csrf()).with(user("a").roles("ADMIN"))).andExpect(status().isOk()).andExpect(content().string(containsString(username)));

        mvc.perform(change("team-test", "7", "Europe/Vienna").with(user("a").roles("ADMIN"))).andExpect(redirectedUrl("/app/reps"))
                .andExpect(flash().attribute("done", "handover.reps.saved"));

        assertThat(jdbc.sql("SELECT CONCAT_WS(' ', team, capacity, manager, active, time_zone) FROM rep WHERE username = ?").param(username)
                .query(String.class).single()).isEqualTo("team-test 7 1 1 Europe/Vienna");
        mvc.perform(get("/app/reps?lang=de").with(csrf()).with(user("a").roles("ADMIN"))).andExpect(content().string(containsString("0 von 7")));
        assertThat(jdbc.sql("SELECT COUNT(*) FROM audit_event WHERE action = 'rep.change' AND target = ?").param(username).query(Long.class).single())
                .isOne();
    }

    @Test
    void letsAMarketerOnlyRead() throws Exception {
        mvc.perform(get("/app/reps").with(csrf()).with(user("m").roles("MARKETER"))).andExpect(status().isOk())
                .andExpect(content().string(not(containsString("<button class=\"btn\" type=\"submit\""))));

        mvc.perform(change("team-test", "7", "Europe/Vienna").with(user("m").roles("MARKETER"))).andExpect(status().isForbidden());

        assertThat(jdbc.sql("SELECT COUNT(*) FROM rep WHERE username = ?").param(username).query(Long.class).single()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Team X, 5, Europe/Berlin, team-wrong", "team-x, -1, Europe/Berlin, capacity-wrong", "team-x, 5, Berlin, zone-wrong"})
    void saysWhatIsWrong(String team, String capacity, String zone, String problem) throws Exception {
        mvc.perform(change(team, capacity, zone).with(user("a").roles("ADMIN"))).andExpect(flash().attribute("problem", "handover.reps." + problem));
    }

    @Test
    void letsARepEnterItsOwnAbsenceOnly() throws Exception {
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-test', 5, FALSE, TRUE)", username);

        mvc.perform(absence(username, "sales1").with(user(username).roles("SALES"))).andExpect(flash().attribute("done", "handover.absence.saved"));
        mvc.perform(absence("sales1", "").with(user(username).roles("SALES"))).andExpect(status().isForbidden());
        mvc.perform(absence(username, username).with(user(username).roles("SALES"))).andExpect(flash().attribute("problem", "handover.absence.deputy-wrong"));

        mvc.perform(get("/app/absences?lang=de").with(csrf()).with(user(username).roles("SALES"))).andExpect(status().isOk())
                .andExpect(content().string(not(containsString("value=\"" + username + "\">Rita " + username + " ("))))
                .andExpect(content().string(containsString("Rita " + username))).andExpect(content().string(containsString("gerade nicht da")));
        long id = jdbc.sql("SELECT id FROM rep_absence WHERE username = ?").param(username).query(Long.class).single();
        mvc.perform(post("/app/absences/" + id + "/remove").with(csrf()).with(user("sales2").roles("SALES"))).andExpect(status().isForbidden());
        mvc.perform(post("/app/absences/" + id + "/remove").with(csrf()).with(user(username).roles("SALES")))
                .andExpect(flash().attribute("done", "handover.absence.removed"));
    }

    @Test
    void refusesASecondAbsenceForTheSameDaysAndNamesTheFirst() throws Exception {
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-test', 5, FALSE, TRUE)", username);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"));
        given.sql("INSERT INTO rep_absence (username, first_day, last_day) VALUES (?, ?, ?)", username, today.minusDays(2), today);

        mvc.perform(absence(username, "").param("lang", "de").with(user(username).roles("SALES")))
                .andExpect(flash().attribute("problem", "handover.absence.overlaps"))
                .andExpect(flash().attribute("about", containsString(Moments.day(Locale.GERMAN).format(today.minusDays(2)))));

        assertThat(jdbc.sql("SELECT COUNT(*) FROM rep_absence WHERE username = ?").param(username).query(Long.class).single()).isOne();
    }

    @Test
    void letsNoStrangerGiveTheOpenLeadsOfOneWhoIsAwayToTheDeputy() throws Exception {
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-test', 5, FALSE, TRUE)", username);
        mvc.perform(absence(username, "sales2").with(user(username).roles("SALES"))).andExpect(flash().attribute("done", "handover.absence.saved"));
        long absence = jdbc.sql("SELECT id FROM rep_absence WHERE username = ?").param(username).query(Long.class).single();
        String instance = UUID.randomUUID().toString();
        assignments.route(instance, given.confirmedLead(), Purpose.QUALIFY);
        given.sql("UPDATE handover SET rep = ? WHERE instance_id = ?", username, instance);

        for (String stranger : List.of("manager", "sales2")) {
            mvc.perform(post("/app/absences/" + absence + "/give").with(csrf()).with(user(stranger).roles("SALES")))
                    .andExpect(flash().attribute("problem", "handover.absence.give.over"));
        }
        assertThat(assignments.rep(instance)).isEqualTo(username);

        mvc.perform(post("/app/absences/" + absence + "/give").with(csrf()).with(user(username).roles("SALES")))
                .andExpect(flash().attribute("about", "Sofia Silva"))
                .andExpect(flash().attribute("staying", Map.of()));
        assertThat(assignments.rep(instance)).isEqualTo("sales2");
        given.sql("DELETE FROM handover WHERE instance_id = ?", instance);
    }

    @Test
    void saysWhoGaveTheLeadsAndWhichMeetingsStayWithWhomIsAway() throws Exception {
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-test', 5, FALSE, TRUE)", username);
        mvc.perform(absence(username, "sales2").with(user(username).roles("SALES"))).andExpect(flash().attribute("done", "handover.absence.saved"));
        long absence = jdbc.sql("SELECT id FROM rep_absence WHERE username = ?").param(username).query(Long.class).single();
        String instance = UUID.randomUUID().toString();
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.QUALIFY);
        given.sql("UPDATE handover SET rep = ? WHERE instance_id = ?", username, instance);
        for (int days : List.of(1, 30)) {
            given.sql("INSERT INTO meeting (lead_id, rep, way, starts_at, ends_at, state, sequence, source_key, arranged_at, changed_at)"
                    + " VALUES (?, ?, 'PHONE', ?, ?, 'PLANNED', 0, UUID(), NOW(3), NOW(3))", lead, username, clock.instant().plus(Duration.ofDays(days)),
                    clock.instant().plus(Duration.ofDays(days)).plus(Duration.ofMinutes(30)));
        }

        Cookie[] cookies = mvc.perform(post("/app/absences/" + absence + "/give").param("lang", "de").with(csrf()).with(user("a").roles("ADMIN")))
                .andReturn().getResponse().getCookies();

        mvc.perform(get("/app/absences?lang=de").cookie(cookies).with(csrf()).with(user("a").roles("ADMIN")))
                .andExpect(content().string(containsString("Ein geplanter Termin bleibt bei Rita " + username)))
                .andExpect(content().string(containsString("<a href=\"/app/leads/" + lead + "\">")));
        mvc.perform(get("/app/leads/" + lead + "/handover?lang=de").with(user("m").roles("MARKETER")))
                .andExpect(content().string(containsString("a gab ihn Sofia Silva"))).andExpect(content().string(not(containsString("Genommen"))));
        mvc.perform(get("/app/leads/" + lead + "/meetings?lang=de").with(csrf()).with(user("m").roles("MARKETER")))
                .andExpect(content().string(containsString("mit Rita " + username)))
                .andExpect(content().string(containsString("Der Lead hat schon einen Termin mit Rita " + username)));
        mvc.perform(get("/app/leads/" + lead + "/meetings?lang=de").with(csrf()).with(user(username).roles("MARKETER")))
                .andExpect(content().string(not(containsString("hat schon einen Termin"))));
        given.sql("DELETE FROM meeting WHERE rep = ?", username);
        given.sql("DELETE FROM handover WHERE instance_id = ?", instance);
    }

    @Test
    void saysOfWhomIsAwayUntilWhen() throws Exception {
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-test', 5, FALSE, TRUE)", username);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"));
        given.sql("INSERT INTO rep_absence (username, first_day, last_day) VALUES (?, ?, ?)", username, today.minusDays(2), today.plusDays(9));
        String until = "abwesend bis " + Moments.day(Locale.GERMAN).format(today.plusDays(9));

        for (String role : List.of("ADMIN", "MARKETER")) {
            mvc.perform(get("/app/reps?lang=de").with(csrf()).with(user("a").roles(role))).andExpect(content().string(containsString(until)));
        }
    }

    @Test
    void callsATeamByItsNameWherePeopleReadIt() throws Exception {
        String team = "team-" + UUID.randomUUID();
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 5, FALSE, TRUE)", username, team);

        mvc.perform(post("/app/reps/teams").with(csrf()).param("team", team).param("name", "Team <Nord>").with(user("m").roles("MARKETER")))
                .andExpect(status().isForbidden());
        mvc.perform(post("/app/reps/teams").with(csrf()).param("team", team).param("name", "Team <Nord>").with(user("a").roles("ADMIN")))
                .andExpect(flash().attribute("done", "handover.reps.saved"));

        mvc.perform(get("/app/reps").with(csrf()).with(user("m").roles("MARKETER"))).andExpect(content().string(containsString("Team &lt;Nord&gt;")))
                .andExpect(content().string(not(containsString(team + "</td>"))));
        assertThat(identity.createGroupQuery().groupId(team).singleResult().getName()).as("as Tasklist calls it").isEqualTo("Team <Nord>");
        given.sql("DELETE FROM team_name WHERE team = ?", team);
    }

    @Test
    void asksTheDatabaseNoMoreForAFullPoolAndAManyHeadedTeam() throws Exception {
        String team = "team-" + UUID.randomUUID();
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 0, TRUE, TRUE)", username, team);
        pooled(team);
        openPool();
        long few = statements();

        for (int i = 0; i < 12; i++) {
            String other = "test-" + UUID.randomUUID();
            given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                    other, "Rita " + other, other + "@example.com", clock.instant());
            given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 5, FALSE, TRUE)", other, team);
            pooled(team);
        }

        assertThat(statements()).isEqualTo(few);
        given.sql("DELETE FROM handover WHERE team = ?", team);
        given.sql("DELETE FROM rep WHERE team = ?", team);
    }

    private void pooled(String team) {
        given.sql("""
                INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at, reassign_at, calls)
                VALUES (?, ?, 'QUALIFY', ?, NULL, 'OPEN', ?, ?, ?, ?, ?, 0)""", given.confirmedLead(), UUID.randomUUID().toString(), team, clock.instant(),
                clock.instant(), clock.instant(), clock.instant(), clock.instant());
    }

    private long statements() throws Exception {
        long before = selects();
        openPool();
        return selects() - before;
    }

    private void openPool() throws Exception {
        mvc.perform(get("/app/pool").with(csrf()).with(user(username).roles("SALES"))).andExpect(status().isOk());
    }

    private long selects() {
        return jdbc.sql("SELECT CAST(variable_value AS UNSIGNED) FROM information_schema.global_status WHERE variable_name = 'COM_SELECT'")
                .query(Long.class).single();
    }

    @Test
    void letsTheManagerEnterAbsencesOfTheTeam() throws Exception {
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-dach', 0, TRUE, TRUE)", username);

        mvc.perform(absence("sales1", username).with(user(username).roles("SALES"))).andExpect(flash().attribute("done", "handover.absence.saved"));
        mvc.perform(absence("sales2", username).with(user(username).roles("SALES"))).andExpect(status().isForbidden());

        given.sql("DELETE FROM rep_absence WHERE username = 'sales1'");
    }

    @Test
    void showsThePoolAndLetsTheManagerGiveWhatLiesThere() throws Exception {
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-international', 0, TRUE, TRUE)", username);
        given.sql("UPDATE rep SET active = FALSE WHERE username = 'sales2'");
        long lead = given.confirmed(given.lead(Kind.B2B, Map.of("firstName", "Pia", "lastName", "Pool" + username, "country", "US", "language", "en")));
        String instance = runtime.startProcessInstanceByKey("lead-handover", Long.toString(lead)).getId();
        management.executeJob(management.createJobQuery().processInstanceId(instance).messages().singleResult().getId());
        given.sql("UPDATE rep SET active = TRUE WHERE username = 'sales2'");

        mvc.perform(get("/app/pool?lang=de").with(csrf()).with(user(username).roles("SALES"))).andExpect(status().isOk())
                .andExpect(content().string(containsString("Pool" + username)))
                .andExpect(content().string(containsString("/app/handovers/" + instance + "/give")))
                .andExpect(content().string(containsString("<option value=\"\">Bitte wählen</option>")));
        mvc.perform(give(instance, "sales1").with(user(username).roles("SALES"))).andExpect(status().isForbidden());
        mvc.perform(give(instance, "sales2").with(user("sales1").roles("SALES"))).andExpect(status().isForbidden());
        mvc.perform(give(instance, "sales2").with(user(username).roles("SALES"))).andExpect(flash().attribute("done", "handover.pool.given"));
        mvc.perform(give(instance, username).with(user("a").roles("ADMIN"))).andExpect(flash().attribute("problem", "handover.pool.gone"));

        assertThat(assignments.rep(instance)).isEqualTo("sales2");
        assertThat(tasks.createTaskQuery().processInstanceId(instance).singleResult().getAssignee()).isEqualTo("sales2");
        assertThat(handovers.history(instance)).last().extracting(HandoverEvent::actor).isEqualTo(username);
        assertThat(jdbc.sql("SELECT CONCAT(mailing, ' to ', account) FROM message WHERE lead_id = ? AND account IS NOT NULL").param(lead)
                .query(String.class).list()).as("nobody but who got it hears of it as of a new lead").containsExactly("handover-new to sales2");
        mvc.perform(get("/app/pool").with(csrf()).with(user(username).roles("SALES"))).andExpect(content().string(not(containsString("Pool" + username))));
    }

    /** Both saw it free; both press the button at the same moment. */
    @RepeatedTest(5)
    void givesALeadToOneOfTwoWhenTwoManagersGiveItAtOnce() throws Exception {
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, 'team-international', 0, TRUE, TRUE)", username);
        given.sql("UPDATE rep SET active = FALSE WHERE username = 'sales2'");
        long lead = given.confirmed(given.lead(Kind.B2B, Map.of("country", "US", "language", "en")));
        String instance = runtime.startProcessInstanceByKey("lead-handover", Long.toString(lead)).getId();
        management.executeJob(management.createJobQuery().processInstanceId(instance).messages().singleResult().getId());
        given.sql("UPDATE rep SET active = TRUE WHERE username = 'sales2'");
        CyclicBarrier start = new CyclicBarrier(2);
        List<Callable<FlashMap>> managers = Stream.of("sales2", username).map(taker -> (Callable<FlashMap>) () -> {
            start.await();
            return mvc.perform(give(instance, taker).with(user(taker.equals(username) ? username : "a").roles(taker.equals(username) ? "SALES" : "ADMIN")))
                    .andReturn().getFlashMap();
        }).toList();
        ExecutorService threads = Executors.newFixedThreadPool(2);

        List<FlashMap> told = new ArrayList<>();
        for (Future<FlashMap> answer : threads.invokeAll(managers)) {
            told.add(answer.get());
        }
        threads.shutdown();

        String owner = assignments.rep(instance);
        String name = owner.equals("sales2") ? "Sofia Silva" : "Rita " + username;
        assertThat(told).filteredOn(flash -> "handover.pool.given".equals(flash.get("done"))).singleElement()
                .satisfies(flash -> assertThat(flash.get("about")).isEqualTo(name));
        assertThat(told).filteredOn(flash -> "handover.pool.gone".equals(flash.get("problem"))).singleElement()
                .satisfies(flash -> assertThat(flash.get("about")).as("told who got it").isEqualTo(name));
        assertThat(tasks.createTaskQuery().processInstanceId(instance).singleResult().getAssignee()).isEqualTo(owner);
        assertThat(handovers.history(instance)).filteredOn(event -> event.kind() == HandoverEvent.Kind.TAKEN).hasSize(1);
        runtime.deleteProcessInstance(instance, "test is over");
    }

    @Test
    void showsWhereALeadIsInSales() throws Exception {
        long lead = given.confirmedLead();
        String instance = UUID.randomUUID().toString();
        assignments.route(instance, lead, Purpose.QUALIFY);
        handovers.reject(instance, username, "no-budget", "Next year <b>again</b>");

        mvc.perform(get("/app/leads/" + lead + "/handover?lang=de").with(user("m").roles("MARKETER"))).andExpect(status().isOk())
                .andExpect(content().string(containsString("Abgelehnt"))).andExpect(content().string(containsString("Kein Budget")))
                .andExpect(content().string(containsString("Rita " + username)))
                .andExpect(content().string(containsString("Next year &lt;b&gt;again&lt;/b&gt;")));
    }

    @Test
    void showsWhyALeadHasItsScore() throws Exception {
        long lead = given.confirmedLead();
        given.happens(lead, "LinkClicked", "aida-action#demo");

        mvc.perform(get("/app/leads/" + lead + "/score?lang=de").with(user("m").roles("MARKETER"))).andExpect(status().isOk())
                .andExpect(content().string(containsString("Der Link führte zu einem Angebot")))
                .andExpect(content().string(containsString("Hat in der Mail „aida-action“ auf „demo“ geklickt")))
                .andExpect(content().string(containsString("OfferFollowed"))).andExpect(content().string(containsString("+12")));
    }

    @Test
    void showsTheScoreOfAnEarlierDay() throws Exception {
        long lead = given.confirmedLead();
        given.happens(lead, "LinkClicked", "aida-action#demo");

        mvc.perform(get("/app/leads/" + lead + "/score?lang=en&on=2026-01-31").with(user("m").roles("MARKETER"))).andExpect(status().isOk())
                .andExpect(content().string(containsString("counted by today’s rules"))).andExpect(content().string(not(containsString("OfferFollowed"))));
    }

    @Test
    void saysThatThereIsNothingYet() throws Exception {
        long lead = given.lead();

        mvc.perform(get("/app/leads/" + lead + "/score?lang=en").with(user("m").roles("MARKETER"))).andExpect(content().string(containsString("No score yet")));
        mvc.perform(get("/app/leads/" + lead + "/handover?lang=en").with(user("m").roles("MARKETER")))
                .andExpect(content().string(containsString("Not with sales")));
    }

    @Test
    void leadsToTheLeadWhenNoTaskIsOpen() throws Exception {
        long lead = given.confirmedLead();
        String instance = UUID.randomUUID().toString();
        assignments.route(instance, lead, Purpose.QUALIFY);

        mvc.perform(get("/app/handovers/" + instance).with(user("m").roles("MARKETER"))).andExpect(redirectedUrl("/app/leads/" + lead));
        mvc.perform(get("/app/handovers/no-such").with(user("m").roles("MARKETER"))).andExpect(status().isNotFound());
    }

    private MockHttpServletRequestBuilder give(String instance, String rep) {
        return post("/app/handovers/" + instance + "/give").with(csrf()).param("rep", rep);
    }

    private MockHttpServletRequestBuilder absence(String rep, String deputy) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"));
        return post("/app/absences").with(csrf()).param("username", rep).param("firstDay", today.toString()).param("lastDay", today.plusDays(3).toString())
                .param("deputy", deputy);
    }

    private MockHttpServletRequestBuilder change(String team, String capacity, String zone) {
        return post("/app/reps").with(csrf()).param("username", username).param("team", team).param("capacity", capacity).param("manager", "true")
                .param("active", "true").param("timeZone", zone);
    }
}
