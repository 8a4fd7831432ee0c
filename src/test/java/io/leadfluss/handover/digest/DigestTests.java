package io.leadfluss.handover.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.handover.Deadlines;
import io.leadfluss.handover.Roster;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.mail.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who gets a mail in the morning, when, and what it says. Monday, 11 January 2027, is an ordinary working day. */
@JourneyTest
class DigestTests {

    private static final Instant MONDAY_MORNING = Instant.parse("2027-01-11T07:10:00Z");

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String team = "team-" + mark;
    private final String rep = "rep-" + mark;
    private final String manager = "manager-" + mark;
    @Autowired
    private OpenWorks works;
    @Autowired
    private BusinessHours hours;
    @Autowired
    private Outbox outbox;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Roster roster;
    @Autowired
    private WorkWords workWords;
    @Autowired
    private Deadlines deadlines;
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
        given.sql("DELETE FROM rep WHERE team = ?", team);
    }

    @Test
    void tellsOnceADayWhatIsDue() {
        waits("Erika", rep, "2027-01-11T10:30:00Z", "OPEN");

        send(MONDAY_MORNING);
        send(MONDAY_MORNING.plusSeconds(3600));

        assertThat(mails(rep)).isEqualTo(1);
        assertThat(mails(manager)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2027-01-11T06:30:00Z, before the hour", "2027-01-11T16:30:00Z, after work", "2027-01-10T08:10:00Z, a Sunday", "2027-01-01T08:10:00Z, New Year"})
    void leavesInPeaceWhoIsNotAtWork(Instant now) {
        waits("Erika", rep, "2026-12-30T10:30:00Z", "OPEN");

        send(now);

        assertThat(mails(rep)).isZero();
    }

    @Test
    void countsTheMorningWhereTheRepIs() {
        given.sql("UPDATE rep SET time_zone = 'America/New_York' WHERE username = ?", rep);
        waits("Erika", rep, "2027-01-11T10:30:00Z", "OPEN");

        send(MONDAY_MORNING);
        assertThat(mails(rep)).isZero();
        send(Instant.parse("2027-01-11T13:10:00Z"));

        assertThat(mails(rep)).isEqualTo(1);
    }

    @Test
    void saysNothingWhenNothingIsDueTheRepIsAwayOrDoesNotWantIt() {
        waits("Later", rep, "2027-01-12T10:30:00Z", "OPEN");
        waits("Done", rep, "2027-01-11T10:30:00Z", "QUALIFIED");
        send(MONDAY_MORNING);

        waits("Erika", rep, "2027-01-11T10:30:00Z", "OPEN");
        given.sql("INSERT INTO rep_absence (username, first_day, last_day) VALUES (?, '2027-01-11', '2027-01-11')", rep);
        send(MONDAY_MORNING);
        given.sql("DELETE FROM rep_absence WHERE username = ?", rep);
        given.sql("UPDATE rep SET digest = FALSE WHERE username = ?", rep);
        send(MONDAY_MORNING);

        assertThat(mails(rep)).isZero();
    }

    @Test
    void tellsTheManagerWhatTheTeamHasLetPassAndWhatNobodyHas() {
        waits("Erika", rep, "2027-01-08T10:30:00Z", "ACCEPTED");
        waits("Pool", null, "2027-01-15T10:30:00Z", "OPEN");
        waits("Intime", rep, "2027-01-11T10:30:00Z", "OPEN");

        send(MONDAY_MORNING);

        assertThat(mails(manager)).isEqualTo(1);
        assertThat(words(manager, Locale.GERMAN)).containsOnlyKeys("team");
        assertThat(words(manager, Locale.GERMAN).get("team")).isEqualTo(
                "Erika Muster: sprechen und entscheiden, fällig 8. Januar (Rita " + rep + ")\nPool Muster: annehmen, fällig 15. Januar (im Pool)");
    }

    @Test
    void saysWhatIsOverdueAndWhatIsDueToday() {
        waits("Erika", rep, "2027-01-08T10:30:00Z", "ACCEPTED");
        waits("Today", rep, "2027-01-11T10:30:00Z", "OPEN");
        waits("Tomorrow", rep, "2027-01-12T10:30:00Z", "OPEN");

        assertThat(words(rep, Locale.ENGLISH)).isEqualTo(Map.of("overdue", "Erika Muster: talk and decide, due 8 January", "today", "Today Muster: accept, due 11:30"));
    }

    private void send(Instant now) {
        given.transaction().executeWithoutResult(status -> new Digests(works, roster, hours, outbox, jdbc, Clock.fixed(now, ZoneOffset.UTC)).sendDue("handover-digest"));
    }

    private Map<String, String> words(String reader, Locale language) {
        return given.transaction().execute(status -> new DigestEnclosures(works, workWords, deadlines, Clock.fixed(MONDAY_MORNING, ZoneOffset.UTC))
                .find("digest:" + reader, reader, language).orElseThrow().words());
    }

    private long mails(String reader) {
        return jdbc.sql("SELECT COUNT(*) FROM message WHERE account = ? AND mailing = 'handover-digest'").param(reader).query(Long.class).single();
    }

    private void waits(String firstName, String who, String dueAt, String state) {
        long lead = given.lead(Kind.B2C, Map.of("firstName", firstName, "lastName", "Muster"));
        Instant due = Instant.parse(dueAt);
        given.sql("""
                INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at, reassign_at, calls)
                VALUES (?, ?, 'QUALIFY', ?, ?, ?, ?, ?, ?, ?, ?, 0)""", lead, UUID.randomUUID().toString(), team, who, state, due, due, due, due, due);
    }

    private void hire(String username, boolean manages) {
        given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                username, "Rita " + username, username + "@example.com", given.clock().instant());
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 10, ?, TRUE)", username, team, manages);
    }
}
