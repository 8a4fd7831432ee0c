package io.leadfluss.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.leadfluss.JourneyTest;
import io.leadfluss.lead.LeadFixture;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@JourneyTest
class FiguresPageTests {

    private static final String MARCH = "from=2026-03-01&to=2026-03-31&lang=en";

    private final String team = "team-" + UUID.randomUUID();
    private final String anna = "anna-" + UUID.randomUUID();
    private final String berta = "berta-" + UUID.randomUUID();
    private final String chief = "chief-" + UUID.randomUUID();
    private LeadFixture given;
    @Autowired
    private MockMvcTester http;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void giveATeamWithLeads() {
        rep(anna, false);
        rep(berta, false);
        rep(chief, true);
        HandedOver.to(given, team, anna, "2026-03-02").accepted("2026-03-02", 30).due("2026-03-03", true);
        HandedOver.to(given, team, anna, "2026-03-02").from("=1+1", "", "B2").refused("2026-03-04", "no-need").due("2026-03-03", false);
        HandedOver.to(given, team, berta, "2026-03-03").accepted("2026-03-03", 150).due("2026-03-04", true).qualified("2026-03-09").won("2026-03-20", "12500");
    }

    @AfterEach
    void forget() {
        given.sql("DELETE FROM handover_figure WHERE team = ?", team);
        given.sql("DELETE FROM account WHERE username IN (?, ?, ?)", anna, berta, chief);
    }

    @Test
    void showsMarketingWhatBecameOfItsLeads() {
        String page = page("marketing", "MARKETER", "by=rep&team=" + team);

        assertThat(page).contains("67 % <span class=\"text-secondary text-nowrap\">(2 of 3)</span>", "Name " + anna, "Name " + berta, "No need", "30 min", "2.5 h", "12,500");
    }

    @Test
    void showsAManagerTheTeamRepByRep() {
        assertThat(page(chief, "SALES", "by=rep")).contains("Name " + anna, "Name " + berta).doesNotContain("colleagues together", "id=\"team\"");
    }

    @Test
    void showsARepNobodyElse() {
        assertThat(page(anna, "SALES", "by=rep")).contains("Name " + anna, "colleagues together").doesNotContain(berta);
        assertThat(csv(anna, "SALES", "by=rep")).contains("Name " + anna + ",2,1,0,0,0,2,1,0.500,1,1,0.500,1,30,30").contains("colleagues together,1").doesNotContain(berta);
        assertThat(page(anna, "SALES", "by=rep&rep=" + berta)).contains("Name " + anna).doesNotContain("Name " + berta);
    }

    @Test
    void showsNobodyTheFiguresOfAnotherTeam() {
        String other = "other-" + UUID.randomUUID();
        HandedOver.to(given, other, "nobody", "2026-03-02");

        assertThat(page(chief, "SALES", "by=team&team=" + other)).contains("<td>" + team).doesNotContain(">" + other);
        assertThat(csv(anna, "SALES", "by=team&team=" + other)).contains(team).doesNotContain(other);

        given.sql("DELETE FROM handover_figure WHERE team = ?", other);
    }

    @Test
    void showsNothingToWhoIsInNoTeam() {
        String stranger = "stranger-" + UUID.randomUUID();

        assertThat(page(stranger, "SALES", "by=team")).contains("You are in no sales team yet", "Nothing handed over in this period").doesNotContain(team);
    }

    @Test
    void givesATableThatASpreadsheetCannotTakeForFormulas() {
        assertThat(csv("marketing", "MARKETER", "by=source&team=" + team)).startsWith("\uFEFFSource,handed over,").contains("'=1+1,1,0,0,0,0,1,0,0.000,0,1,0.000,0,,\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=x&to=y", "from=2026-03-31&to=2026-03-01", "by=nonsense&purpose=nonsense", "team=%27%20OR%201%3D1", "from=0001-01-01"})
    void makesTheBestOfAStrangeAddress(String query) {
        assertThat(http.get().uri("/app/figures?" + query).with(csrf()).with(user("m").roles("MARKETER"))).hasStatusOk();
    }

    private String page(String username, String role, String query) {
        MvcTestResult result = http.get().uri("/app/figures?" + MARCH + "&" + query).with(csrf()).with(user(username).roles(role)).exchange();
        assertThat(result).hasStatusOk();
        return text(result);
    }

    private String csv(String username, String role, String query) {
        MvcTestResult result = http.get().uri("/app/figures/lines.csv?" + MARCH + "&" + query).with(user(username).roles(role)).exchange();
        assertThat(result).hasStatusOk().hasContentTypeCompatibleWith("text/csv");
        return text(result);
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void rep(String username, boolean manager) {
        given.sql("INSERT INTO account (username, display_name, email, password_hash, language, enabled, created_at) VALUES (?, ?, ?, '-', 'de', TRUE, ?)",
                username, "Name " + username, username + "@example.com", given.clock().instant());
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 5, ?, FALSE)", username, team, manager);
    }
}
