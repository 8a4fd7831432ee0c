package io.leadfluss.handover.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.handover.Alarms;
import io.leadfluss.handover.Deadlines;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.mail.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a manager hears of leads that nobody can take. */
@JourneyTest
class PoolAlarmTests {

    private static final Instant MORNING = Instant.parse("2027-01-11T09:01:00Z");

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String team = "team-" + mark;
    private final String rep = "rep-" + mark;
    private final String manager = "manager-" + mark;
    @Autowired
    private Alarms alarms;
    @Autowired
    private Deadlines deadlines;
    @Autowired
    private OpenWorks works;
    @Autowired
    private WorkWords words;
    @Autowired
    private Outbox outbox;
    @Autowired
    private JdbcClient jdbc;
    private LeadFixture given;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void hire() {
        hire(rep, false);
        hire(manager, true);
    }

    @AfterEach
    void leave() {
        given.sql("DELETE FROM handover WHERE team = ?", team);
        given.sql("DELETE FROM rep WHERE team = ?", team);
    }

    @Test
    void tellsTheManagerAloneAndOnceOfManyThatComeAtOnce() {
        for (int i = 0; i < 7; i++) {
            raise(pooled("Erika" + i), MORNING.plusSeconds(i * 30));
        }

        assertThat(alarms(manager)).hasSize(1).allMatch(MORNING.plusSeconds(200)::isBefore);
        assertThat(alarms(rep)).isEmpty();
        assertThat(told(MORNING).get("count")).isEqualTo("7");
        assertThat(told(MORNING).get("pool").split("\n")).hasSize(7).contains("Erika6 Muster: annehmen, fällig 15:00");
    }

    @Test
    void tellsOfOneThatComesAfterTheMailHasLeftInAnother() {
        raise(pooled("Erika"), MORNING);
        Instant left = alarms(manager).get(0);

        raise(pooled("Later"), left);

        assertThat(alarms(manager)).hasSize(2).allMatch(moment -> !moment.isBefore(left));
    }

    @Test
    void neverTellsOfALeadInAMailThatLeavesBeforeItLiesThere() {
        for (int second = 0; second < 600; second += 7) {
            Instant now = MORNING.plusSeconds(second);
            raise(pooled("Erika" + second), now);
            assertThat(alarms(manager)).as("after " + now).anyMatch(now.plusSeconds(59)::isBefore);
        }
        assertThat(alarms(manager)).hasSizeBetween(2, 3);
    }

    @Test
    void saysThatThePoolIsEmptyAgain() {
        String taken = pooled("Erika");
        raise(taken, MORNING);
        given.sql("UPDATE handover SET rep = ? WHERE instance_id = ?", rep, taken);

        assertThat(told(MORNING)).isEmpty();
    }

    private void raise(String instance, Instant now) {
        given.transaction().executeWithoutResult(status -> alarm(now).raise(instance));
    }

    private Map<String, String> told(Instant now) {
        return given.transaction().execute(status -> alarm(now).find("pool-alarm", manager, Locale.GERMAN)).orElseThrow().words();
    }

    private PoolAlarm alarm(Instant now) {
        return new PoolAlarm(alarms, deadlines, works, words, outbox, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** When each of them leaves. */
    private List<Instant> alarms(String reader) {
        return jdbc.sql("SELECT next_try_at FROM message WHERE account = ? AND mailing = 'handover-pool' ORDER BY id").param(reader)
                .query((row, n) -> row.getObject(1, Instant.class)).list();
    }

    private String pooled(String firstName) {
        long lead = given.lead(Kind.B2C, Map.of("firstName", firstName, "lastName", "Muster"));
        Instant due = Instant.parse("2027-01-11T14:00:00Z");
        String instance = UUID.randomUUID().toString();
        given.sql("""
                INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at, reassign_at, calls)
                VALUES (?, ?, 'QUALIFY', ?, NULL, 'OPEN', ?, ?, ?, ?, ?, 0)""", lead, instance, team, due, due, due, due, due);
        return instance;
    }

    private void hire(String username, boolean manages) {
        given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                username, "Rita " + username, username + "@example.com", given.clock().instant());
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 10, ?, TRUE)", username, team, manages);
    }
}
