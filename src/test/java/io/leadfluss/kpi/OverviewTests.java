package io.leadfluss.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.LeadFixture;
import java.util.Date;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/** Each number of the overview is how much the same viewer finds behind it. */
@JourneyTest
class OverviewTests {

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String team = "team-" + mark;
    private final String rep = "test-" + mark;
    private LeadFixture given;
    @Autowired
    private MockMvc mvc;
    @Autowired
    private TaskService tasks;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void hire() {
        given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                rep, "Rita " + rep, rep + "@example.com", given.clock().instant());
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 5, FALSE, TRUE)", rep, team);
    }

    @AfterEach
    void leave() {
        given.sql("DELETE FROM handover WHERE team = ?", team);
        given.sql("DELETE FROM rep WHERE username = ?", rep);
    }

    @ParameterizedTest
    @CsvSource({"m, MARKETER", "a, ADMIN", "p, PRIVACY", "rep, SALES"})
    void countsWhatTheViewerFindsBehindTheNumber(String who, String role) throws Exception {
        String viewer = who.equals("rep") ? rep : who;
        handedOver(rep, ripe());
        handedOver(null, ripe());
        ripe();
        given.lead();

        String overview = page("/app?lang=en", viewer, role);

        assertThat(figure(overview, "ripe")).isEqualTo(found("/app/leads?stage=MQL&lang=en", viewer, role));
        if (role.equals("SALES")) {
            assertThat(figure(overview, "ripe")).isEqualTo(2);
            assertThat(overview).doesNotContain("figure-unconfirmed", "figure-not-sent", "figure-incidents");
        } else {
            assertThat(figure(overview, "unconfirmed")).isEqualTo(found("/app/leads?confirmed=no&lang=en", viewer, role));
        }
        if (!role.equals("PRIVACY")) {
            assertThat(figure(overview, "pooled")).isEqualTo(page("/app/pool?lang=en", viewer, role).split("/app/leads/\\d+\"", -1).length - 1);
        }
        for (Matcher stage = Pattern.compile("href=\"(/app/leads\\?stage=[A-Z]+&amp;confirmed=yes)\">(\\d+)</a>").matcher(overview); stage.find(); ) {
            assertThat(Long.parseLong(stage.group(2))).as(stage.group(1)).isEqualTo(found(stage.group(1).replace("&amp;", "&") + "&lang=en", viewer, role));
        }
    }

    @Test
    void countsTheTasksThatTasklistShowsARepAsTheOwnOnes() throws Exception {
        Task mine = tasks.newTask();
        mine.setAssignee(rep);
        mine.setDueDate(Date.from(given.clock().instant().minusSeconds(60)));
        Task later = tasks.newTask();
        later.setAssignee(rep);
        Task others = tasks.newTask();
        others.setAssignee("sales1");
        tasks.saveTask(mine);
        tasks.saveTask(later);
        tasks.saveTask(others);

        String overview = page("/app?lang=en", rep, "SALES");

        assertThat(figure(overview, "tasks")).isEqualTo(tasks.createTaskQuery().taskAssignee(rep).count()).isEqualTo(2);
        assertThat(overview).contains("overdue of them: 1");
        tasks.deleteTask(mine.getId(), true);
        tasks.deleteTask(later.getId(), true);
        tasks.deleteTask(others.getId(), true);
    }

    private long ripe() {
        long lead = given.confirmedLead();
        given.sql("UPDATE leads SET stage = 'MQL' WHERE id = ?", lead);
        return lead;
    }

    private void handedOver(String to, long lead) {
        given.sql("""
                INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at, reassign_at, calls)
                VALUES (?, ?, 'QUALIFY', ?, ?, 'OPEN', NOW(), NOW(), NOW(), NOW(), NOW(), 0)""", lead, UUID.randomUUID().toString(), team, to);
    }

    private String page(String address, String viewer, String role) throws Exception {
        return mvc.perform(get(address).with(csrf()).with(user(viewer).roles(role))).andReturn().getResponse().getContentAsString();
    }

    private static long figure(String page, String key) {
        return number(page, "id=\"figure-" + key + "\">(\\d+)<");
    }

    private long found(String address, String viewer, String role) throws Exception {
        return (Long) mvc.perform(get(address).with(csrf()).with(user(viewer).roles(role))).andReturn().getModelAndView().getModel().get("count");
    }

    private static long number(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
