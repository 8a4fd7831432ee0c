package io.leadfluss.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.leadfluss.JourneyTest;
import io.leadfluss.kpi.ServiceMonth.Part;
import io.leadfluss.kpi.ServiceMonth.Signal;
import io.leadfluss.lead.LeadFixture;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@JourneyTest
class ServiceAgreementTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final String team = "team-" + UUID.randomUUID();
    private final String chief = "chief-" + UUID.randomUUID();
    private LeadFixture given;
    private YearMonth month;
    @Autowired
    private ServiceAgreement agreement;
    @Autowired
    private ServicePromises promises;
    @Autowired
    private MockMvcTester http;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void giveATeam() {
        month = YearMonth.from(given.clock().instant().atZone(BERLIN));
        given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                chief, chief, chief + "@example.com", given.clock().instant());
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 5, TRUE, FALSE)", chief, team);
    }

    @AfterEach
    void forget() {
        given.sql("DELETE FROM handover_figure WHERE team = ?", team);
        given.sql("DELETE FROM service_promise WHERE team = ?", team);
        given.sql("DELETE FROM account WHERE username = ?", chief);
    }

    @Test
    void setsWhatWasDoneAgainstWhatWasPromised() {
        promise(month.minusMonths(3), 2, 50, 90, 4, 50);
        String day = month.minusMonths(2).atDay(3).toString();
        HandedOver.to(given, team, chief, day).accepted(day, 240).due(day, true);
        HandedOver.to(given, team, chief, day).accepted(day, 241).due(day, false);
        HandedOver.to(given, team, chief, day).refused(day, "no-need").due(day, true);

        ServiceMonth done = months().get(9);

        assertThat(done.leads()).isEqualTo(new Part(2, 3.0, 0, 0, Signal.KEPT));
        assertThat(done.accepted()).isEqualTo(new Part(50, 200 / 3.0, 2, 3, Signal.KEPT));
        assertThat(done.answered()).isEqualTo(new Part(90, 200 / 3.0, 2, 3, Signal.BROKEN));
        assertThat(done.touched()).isEqualTo(new Part(50, 50.0, 1, 2, Signal.KEPT));
    }

    @Test
    void judgesAMonthByWhatWasPromisedThen() {
        promise(month.minusMonths(5), 10, null, null, null, null);
        promise(month.minusMonths(2), 20, null, null, null, null);

        assertThat(months()).extracting(each -> each.leads().promised())
                .containsExactly(null, null, null, null, null, null, 10, 10, 10, 20, 20, 20);
        assertThat(months().get(0).accepted().signal()).isEqualTo(Signal.NONE);
        assertThat(months().get(11).running()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10, 100, 100, KEPT", "10, 9, 9, NEARLY", "10, 8, 8, BROKEN"})
    void saysHowAPromiseStands(int promised, long actual, double shown, Signal signal) {
        assertThat(Part.number(promised, actual, 1)).isEqualTo(new Part(promised, shown, 0, 0, signal));
    }

    @Test
    void asksOfARunningMonthOnlyWhatIsDueByNow() {
        assertThat(Part.number(40, 10, 0.25).signal()).isEqualTo(Signal.KEPT);
        assertThat(Part.number(40, 10, 0.5).signal()).isEqualTo(Signal.BROKEN);
    }

    @Test
    void letsAManagerChangeThePromisesOfTheOwnTeam() {
        assertThat(change(chief, "SALES", team, month, "30", "60", "90", "8", "80")).hasStatus(302).flash().containsEntry("done", "kpi.agreement.saved");

        ServicePromise saved = promises.of(team).get(0);
        assertThat(saved.validFrom()).isEqualTo(month.atDay(1));
        assertThat(List.of(saved.leads(), saved.acceptedShare(), saved.answeredShare(), saved.touchHours(), saved.touchedShare()))
                .containsExactly(30, 60, 90, 8, 80);
        assertThat(saved.changedBy()).isEqualTo(chief);
        assertThat(http.get().uri("/app/figures/agreement?lang=en").with(csrf()).with(user(chief).roles("SALES"))).hasStatusOk().bodyText()
                .contains(team, "Change what is promised", "value=\"30\"");
    }

    @Test
    void refusesChangesByOthers() {
        assertThat(change(chief, "SALES", "team-dach", month, "30", "", "", "", "")).hasStatus(403);
        assertThat(change("sales1", "SALES", team, month, "30", "", "", "", "")).hasStatus(403);
        assertThat(change("marketing", "MARKETER", team, month, "30", "", "", "", "")).hasStatus(403);
        assertThat(promises.of(team)).isEmpty();
    }

    @Test
    void neverRewritesAMonthThatIsOver() {
        change("admin", "ADMIN", team, month.minusMonths(4), "30", "", "", "", "");

        assertThat(promises.of(team)).singleElement().extracting(ServicePromise::validFrom).isEqualTo(month.atDay(1));
    }

    @ParameterizedTest
    @CsvSource({"x, '', '', '', '', number-wrong", "'', 101, '', '', '', share-wrong", "'', '', '', 8, '', touch-wrong", "0, '', '', '', '', number-wrong",
            "'', '', '', 300, 50, number-wrong"})
    void saysWhatIsWrong(String leads, String accepted, String answered, String hours, String touched, String problem) {
        assertThat(change("admin", "ADMIN", team, month, leads, accepted, answered, hours, touched)).flash()
                .containsEntry("problem", "kpi.agreement." + problem);
    }

    private void promise(YearMonth from, Integer leads, Integer accepted, Integer answered, Integer hours, Integer touched) {
        given.transaction().executeWithoutResult(status -> promises.save(team,
                new ServicePromise(from.atDay(1), leads, accepted, answered, hours, touched, chief, null)));
    }

    private List<ServiceMonth> months() {
        return agreement.months(team, Locale.ENGLISH);
    }

    private MvcTestResult change(String username, String role, String team, YearMonth from, String leads, String accepted, String answered, String hours,
            String touched) {
        return http.post().uri("/app/figures/agreement").with(csrf()).with(user(username).roles(role)).param("team", team).param("from", from.toString())
                .param("leads", leads).param("acceptedShare", accepted).param("answeredShare", answered).param("touchHours", hours)
                .param("touchedShare", touched).exchange();
    }
}
