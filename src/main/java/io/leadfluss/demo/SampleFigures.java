package io.leadfluss.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A year of handovers before the sample leads, as figures know them of leads that were erased since: only numbers are left of them. So that charts show
 * what they are for.
 */
@Component
@Profile("demo")
class SampleFigures {

    private static final int MONTHS = 12;
    private static final List<String> SOURCES = List.of("whitepaper", "webinar", "contact", "fair", "newsletter");
    private static final List<String> JOURNEYS = List.of("nurture-aida", "nurture-aida", "win-back", "");
    private static final List<String> REASONS = List.of("no-need", "no-need", "no-budget", "no-budget", "wrong-person", "competitor", "student", "other");

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SampleFigures(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A team with its people, how many leads a month it gets, and how quick and willing it is. */
    private record Team(String name, List<String> reps, int leads, int minutes, double accepts) {
    }

    /** Until today; always the same ones. */
    @Transactional
    void add() {
        Random luck = new Random(4711);
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (Team team : List.of(new Team("team-dach", List.of("sales1", "sales1", "sales4", "sales5"), 36, 200, 0.64),
                new Team("team-international", List.of("sales2"), 17, 420, 0.55), new Team("team-consumer", List.of("sales3"), 12, 90, 0.72))) {
            for (int i = MONTHS; i >= 0; i--) {
                YearMonth month = YearMonth.from(last).minusMonths(i);
                int leads = team.leads() * (90 + 2 * (MONTHS - i) + luck.nextInt(30)) / 100;
                for (int n = 0; n < leads; n++) {
                    LocalDate day = workday(month.atDay(1 + luck.nextInt(28)));
                    if (day.isBefore(last)) {
                        handOver(team, day, last, i, luck);
                    }
                }
            }
            promise(team.name(), YearMonth.from(last).minusMonths(MONTHS), team.leads() - 4, 60);
            promise(team.name(), YearMonth.from(last).minusMonths(4), team.leads() + 3, 65);
        }
    }

    private void handOver(Team team, LocalDate day, LocalDate last, int monthsAgo, Random luck) {
        int grade = luck.nextInt(4);
        int heat = 1 + luck.nextInt(3);
        boolean accepted = luck.nextDouble() < team.accepts() + 0.15 - 0.1 * grade;
        // It took them longer a year ago.
        int minutes = (int) (team.minutes() * (0.2 + luck.nextDouble() * luck.nextDouble() * 4) * (1 + monthsAgo * 0.06));
        LocalDate decided = workday(day.plusDays(minutes / 480));
        LocalDate qualified = accepted && luck.nextDouble() < 0.55 - 0.08 * grade ? workday(decided.plusDays(4 + luck.nextInt(12))) : null;
        LocalDate won = qualified != null && luck.nextDouble() < 0.4 ? workday(qualified.plusDays(10 + luck.nextInt(50))) : null;
        boolean givenBack = !accepted || qualified == null && luck.nextDouble() < 0.6;
        LocalDate refused = givenBack ? accepted ? workday(decided.plusDays(5 + luck.nextInt(9))) : decided : null;
        String rep = team.reps().get(luck.nextInt(team.reps().size()));
        LocalDate due = workday(day.plusDays(1));
        jdbc.update("""
                        INSERT INTO handover_figure (handover_id, purpose, team, first_rep, rep, source, journey, cell, handed_on, answer_by, answer_on,
                          answer_kept, decided_on, accepted, refused_on, reason, touched_on, waited, qualified_on, won_on, revenue, over_on)
                        SELECT COALESCE(MIN(handover_id), 0) - 1, 'QUALIFY', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM handover_figure""",
                team.name(), rep, rep, SOURCES.get((luck.nextInt(4) + grade) % SOURCES.size()), JOURNEYS.get(luck.nextInt(JOURNEYS.size())),
                "ABCD".substring(grade, grade + 1) + heat, day, due.atTime(11, 0).toInstant(ZoneOffset.UTC), due, minutes <= 480, decided, accepted,
                until(last, refused), until(last, refused) == null ? null : REASONS.get(luck.nextInt(REASONS.size())), accepted ? decided : null, minutes,
                until(last, qualified), until(last, won), until(last, won) == null ? null : 1_200 + 350 * (minutes % 30), decided);
    }

    private void promise(String team, YearMonth from, int leads, int acceptedShare) {
        jdbc.update("""
                        INSERT INTO service_promise (team, valid_from, leads, accepted_share, answered_share, touch_hours, touched_share, changed_by,
                          changed_at) VALUES (?, ?, ?, ?, 85, 8, 80, 'manager', ?)""",
                team, from.atDay(1), leads, acceptedShare, workday(from.atDay(1).minusDays(5)).atTime(9, 0).toInstant(ZoneOffset.UTC));
    }

    private static LocalDate until(LocalDate last, LocalDate day) {
        return day == null || day.isAfter(last) ? null : day;
    }

    private static LocalDate workday(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY ? day.plusDays(2) : day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
    }
}
