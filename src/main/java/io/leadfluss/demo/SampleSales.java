package io.leadfluss.demo;

import io.leadfluss.demo.DemoAccounts.DemoAccount;
import io.leadfluss.journey.OpenTasks;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Who sells beside the people that one can be, who of them is away, and what sales does with the sample leads. */
@Component
@Profile("demo")
class SampleSales {

    private final OpenTasks tasks;
    private final TimeMachine time;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private LocalDate today;

    SampleSales(OpenTasks tasks, TimeMachine time, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.tasks = tasks;
        this.time = time;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * In the home market one works part-time and soon has enough, and one is on holiday with a deputy. Private persons are looked after by one who is ill
     * and has none, so that something lies in the pool; another one will be away. To be called before the past begins.
     */
    void hire() {
        today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        transaction.executeWithoutResult(status -> {
            DemoAccounts.all(true).stream().filter(DemoAccount::sample).forEach(this::hire);
            absent("sales5", today.minusDays(24), today.plusDays(4), "sales4");
            absent("sales3", today.minusDays(10), today.plusDays(5), null);
            absent("sales2", today.plusDays(12), today.plusDays(16), "sales1");
            Map.of("team-dach", "Team DACH", "team-international", "Team International", "team-consumer", "Team Privatkunden").forEach((team, name) ->
                    jdbc.sql("INSERT INTO team_name (team, name) VALUES (?, ?)").params(team, name).update());
        });
    }

    /** What sales does next with this lead; false when that is not for sales to do. */
    boolean does(long lead, String deed) {
        switch (deed) {
            case "called" -> work(lead, "CallLeadBack", Map.of("outcome", "reached"));
            case "missed" -> work(lead, "CallLeadBack", Map.of("outcome", "not-reached"));
            case "meeting" -> work(lead, "CallLeadBack", Map.of("outcome", "meeting", "meetingAt", meetingDay() + "T10:00+01:00",
                    "meetingMinutes", "45", "meetingWay", "video", "meetingPlace", "https://meet.example/leadfluss", "note", "Will es dem Team zeigen."));
            case "answered" -> work(lead, "AnswerEnquiry", Map.of("outcome", "answered"));
            case "accepted" -> work(lead, "AcceptLead", Map.of("decision", "accept"));
            case "ready" -> work(lead, "QualifyLead", Map.of("outcome", "qualified"));
            case "rejected" -> work(lead, "AcceptLead", Map.of("decision", "reject", "reason", "no-budget"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void work(long lead, String task, Map<String, Object> answers) {
        time.advance(Duration.ofMinutes(40));
        tasks.complete(lead, task, answers);
    }

    /** A Thursday that the visitor of the demo has still to come. */
    private LocalDate meetingDay() {
        return today.with(TemporalAdjusters.next(DayOfWeek.THURSDAY));
    }

    private void hire(DemoAccount account) {
        jdbc.sql("""
                        INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at)
                        SELECT :username, :name, :email, password_hash, :language, TRUE, :now FROM account WHERE username = 'sales1'""")
                .param("username", account.username()).param("name", account.displayName()).param("email", account.username() + "@leadfluss.example")
                .param("language", account.language()).param("now", clock.instant()).update();
        jdbc.sql("INSERT INTO account_role (username, role) VALUES (?, 'SALES')").param(account.username()).update();
        jdbc.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, ?, FALSE, TRUE)")
                .params(account.username(), account.team(), account.capacity()).update();
    }

    private void absent(String username, LocalDate firstDay, LocalDate lastDay, String deputy) {
        jdbc.sql("INSERT INTO rep_absence (username, first_day, last_day, deputy) VALUES (?, ?, ?, ?)").params(username, firstDay, lastDay, deputy).update();
    }
}
