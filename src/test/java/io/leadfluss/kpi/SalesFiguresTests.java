package io.leadfluss.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.LeadFixture;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@JourneyTest
class SalesFiguresTests {

    private final String team = "team-" + UUID.randomUUID();
    private LeadFixture given;
    @Autowired
    private SalesFigures figures;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @AfterEach
    void forget() {
        given.sql("DELETE FROM handover_figure WHERE team = ?", team);
    }

    @Test
    void countsTheWayOfThoseHandedOverInThePeriodUntilToday() {
        handed("anna", "2026-02-27");
        handed("anna", "2026-03-02");
        handed("anna", "2026-03-03").accepted("2026-04-01", 60);
        handed("anna", "2026-03-31").accepted("2026-04-02", 60).qualified("2026-05-04").won("2026-06-01", "2400.50");
        handed("anna", "2026-03-05").won("2026-06-02", "1000");

        assertThat(march()).satisfies(line -> {
            assertThat(line.handed()).isEqualTo(4);
            assertThat(line.taken()).isEqualTo(2);
            assertThat(line.qualified()).isEqualTo(1);
            assertThat(line.won()).isEqualTo(2);
            assertThat(line.revenue()).isEqualTo(3401);
        });
    }

    @Test
    void dividesAcceptedByDecidedInThePeriod() {
        handed("anna", "2026-02-27").accepted("2026-03-02", 60);
        handed("anna", "2026-03-02").accepted("2026-03-02", 60);
        handed("anna", "2026-03-03").refused("2026-03-04", "no-need");
        handed("anna", "2026-03-04");
        handed("anna", "2026-03-04").over("2026-03-05");
        handed("anna", "2026-03-30").accepted("2026-04-01", 60);

        assertThat(march().decided()).isEqualTo(3);
        assertThat(march().acceptance()).isEqualTo(2.0 / 3);
    }

    @Test
    void hasNoRateWithoutADecision() {
        handed("anna", "2026-03-04");

        assertThat(march().acceptance()).isNull();
        assertThat(march().median()).isNull();
    }

    @Test
    void countsDeadlinesOnTheDayTheyFallDue() {
        handed("anna", "2026-02-27").due("2026-03-02", true);
        handed("anna", "2026-03-02").due("2026-03-03", false);
        handed("anna", "2026-03-02").due("2026-03-03", null);
        handed("anna", "2026-03-02").due("2026-03-03", null).over("2026-03-02");
        handed("anna", "2026-03-31").due("2026-04-01", true);

        assertThat(march().kept()).isEqualTo(1);
        assertThat(march().missed()).isEqualTo(2);
    }

    @Test
    void doesNotCountADeadlineThatIsStillToCome() {
        handed("anna", "2026-03-02").due("2100-01-01", null);

        assertThat(line(Wanted.in(LocalDate.of(2026, 3, 1), LocalDate.of(2100, 12, 31)).with("QUALIFY", team)).deadlines()).isZero();
    }

    @Test
    void tellsHowLongHalfAndNineOfTenTook() {
        for (int minutes = 10; minutes <= 100; minutes += 10) {
            handed("anna", "2026-03-02").accepted("2026-03-02", minutes);
        }
        handed("anna", "2026-03-02").refused("2026-03-02", "no-need");

        assertThat(march().median()).isEqualTo(50);
        assertThat(march().ninetieth()).isEqualTo(90);
        assertThat(march().touches()).isEqualTo(10);
    }

    @Test
    void tellsReasonsApartByWhenTheLeadWasGivenBack() {
        handed("anna", "2026-03-02").refused("2026-03-02", "no-need");
        handed("anna", "2026-03-02").accepted("2026-03-02", 60).refused("2026-03-09", "no-need");
        handed("anna", "2026-03-02").refused("2026-03-02", "competitor");

        assertThat(figures.refusals(wanted())).containsExactly(new SalesFigures.Refusals("no-need", 1, 1), new SalesFigures.Refusals("competitor", 1, 0));
    }

    @Test
    void givesTheDeadlineToTheFirstRepAndTheDecisionToTheLast() {
        handed("anna", "2026-03-02").due("2026-03-03", false).accepted("2026-03-04", 900);
        given.sql("UPDATE handover_figure SET rep = 'berta' WHERE team = ?", team);

        List<FigureLine> lines = figures.by(Dimension.REP, wanted());

        assertThat(lines).extracting(FigureLine::key).containsExactly("berta", "anna");
        assertThat(lines.get(0).accepted()).isOne();
        assertThat(lines.get(0).missed()).isZero();
        assertThat(lines.get(1).missed()).isOne();
    }

    @Test
    void tellsSourcesJourneysAndScoresApart() {
        handed("anna", "2026-03-02").from("fair", "nurture-aida", "A1");
        handed("anna", "2026-03-02").from("fair", "nurture-aida", "B2");
        handed("anna", "2026-03-02").from("ads", "", "B2");

        assertThat(figures.by(Dimension.SOURCE, wanted())).extracting(FigureLine::key, FigureLine::handed)
                .containsExactly(tuple("fair", 2L), tuple("ads", 1L));
        assertThat(figures.by(Dimension.JOURNEY, wanted())).extracting(FigureLine::key).containsExactly("nurture-aida", "");
        assertThat(figures.by(Dimension.SCORE, wanted())).extracting(FigureLine::key).containsExactly("A1", "B2");
        Wanted fair = new Wanted(wanted().from(), wanted().to(), "QUALIFY", team, null, "fair", null, "B2");
        assertThat(line(fair).handed()).isOne();
    }

    private HandedOver handed(String rep, String day) {
        return HandedOver.to(given, team, rep, day);
    }

    private FigureLine march() {
        return line(wanted());
    }

    private Wanted wanted() {
        return Wanted.in(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)).with("QUALIFY", team);
    }

    private FigureLine line(Wanted wanted) {
        return figures.by(Dimension.TEAM, wanted).stream().reduce(FigureLine::plus).orElse(FigureLine.none(team));
    }
}
