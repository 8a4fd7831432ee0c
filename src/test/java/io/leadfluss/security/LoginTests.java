package io.leadfluss.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class LoginTests {

    private static final Pattern NONCE = Pattern.compile("(?<=<script[^>]{0,200} nonce=\")[^\"]+");

    @LocalServerPort
    private int port;
    private final Staff staff;
    private final Accounts accounts;
    private final JdbcClient jdbc;

    @Autowired
    LoginTests(Staff staff, Accounts accounts, JdbcClient jdbc) {
        this.staff = staff;
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void addSomebody() {
        if (!accounts.existsById("login-test")) {
            staff.add("login-test", "Lisa Login", "login@leadfluss.example", "en", Set.of(Role.MARKETER, Role.SALES), Door.PASSWORD);
        }
        staff.enable("login-test", true);
    }

    @Test
    void leadsToTheBackOffice() {
        HttpResponse<String> answer = Door.stranger(port).login("Login-Test ", Door.PASSWORD);

        assertThat(answer.headers().firstValue("Location")).hasValueSatisfying(target -> assertThat(target).endsWith("/app"));
    }

    @Test
    void saysTheSameForAWrongNameAndAWrongPassword() {
        HttpResponse<String> wrongPassword = Door.stranger(port).login("login-test", "wrong");
        HttpResponse<String> wrongName = Door.stranger(port).login("nobody-at-all", "wrong");

        assertThat(wrongPassword.headers().firstValue("Location").orElseThrow()).endsWith("/login?error");
        assertThat(wrongName.headers().firstValue("Location")).isEqualTo(wrongPassword.headers().firstValue("Location"));
        assertThat(wrongName.statusCode()).isEqualTo(wrongPassword.statusCode());
    }

    @Test
    void isRefusedWithoutTheHiddenTokenOfThePage() {
        HttpResponse<String> answer = Door.stranger(port).send("POST", "/login", "application/x-www-form-urlencoded",
                "username=login-test&password=" + Door.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void tellsTheStaffWhatIsForbiddenFromWhatDoesNotExist() {
        Door marketer = Door.browser(port, "marketing");

        assertThat(marketer.get("/app/accounts").statusCode()).isEqualTo(403);
        assertThat(marketer.get("/app/unknown").statusCode()).isEqualTo(404);
        assertThat(Door.stranger(port).get("/app/unknown").statusCode()).isEqualTo(302);
    }

    @Test
    void givesANewSessionWhateverOneHadBefore() {
        Door victim = Door.stranger(port).plant("SESSION", "cGxhbnRlZA");

        HttpResponse<String> answer = victim.login("login-test", Door.PASSWORD);

        assertThat(answer.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie).startsWith("SESSION=").doesNotContain("cGxhbnRlZA"));
    }

    @Test
    void makesWaitWhoFailsTooOften() {
        LoginThrottle throttle = new LoginThrottle();

        for (int i = 0; i < 10; i++) {
            assertThat(throttle.mustWait("lisa", "192.0.2.1")).isFalse();
            throttle.failed("lisa", "192.0.2.1");
        }

        assertThat(throttle.mustWait("lisa", "192.0.2.1")).isTrue();
        assertThat(throttle.mustWait("lisa", "192.0.2.2")).isFalse();
        assertThat(throttle.mustWait("karl", "192.0.2.1")).isFalse();
    }

    @Test
    void makesAnAddressWaitThatTriesManyNames() {
        LoginThrottle throttle = new LoginThrottle();

        for (int i = 0; i < 50; i++) {
            throttle.failed("name" + i, "192.0.2.1");
        }

        assertThat(throttle.mustWait("lisa", "192.0.2.1")).isTrue();
    }

    @Test
    void aDisabledAccountIsOutEverywhereAtOnce() {
        Door browser = Door.browser(port, "login-test");
        browser.get("/camunda/app/tasklist/default/");
        assertThat(browser.get("/camunda/api/admin/auth/user/default").statusCode()).isEqualTo(200);
        assertThat(Door.program(port, "login-test").get("/engine-rest/version").statusCode()).isEqualTo(200);

        staff.enable("login-test", false);

        assertThat(browser.get("/camunda/api/admin/auth/user/default").statusCode()).isEqualTo(401);
        assertThat(browser.get("/app").headers().firstValue("Location").orElse("")).contains("/login");
        assertThat(Door.program(port, "login-test").get("/engine-rest/version").statusCode()).isEqualTo(401);
        assertThat(Door.stranger(port).login("login-test", Door.PASSWORD).headers().firstValue("Location").orElseThrow()).endsWith("/login?error");
    }

    @Test
    void aChangedRoleOrPasswordEndsAllSessions() {
        Door browser = Door.browser(port, "login-test");
        staff.change("login-test", "Lisa Login", "login@leadfluss.example", "en", Set.of(Role.SALES));
        assertThat(browser.get("/app").statusCode()).isEqualTo(302);

        Door again = Door.browser(port, "login-test");
        staff.resetPassword("login-test");
        assertThat(again.get("/app").statusCode()).isEqualTo(302);

        jdbc.sql("SELECT action FROM audit_event WHERE target = 'login-test' ORDER BY id DESC LIMIT 2").query(String.class).list()
                .forEach(action -> assertThat(action).isIn("password-reset", "account-changed"));
        accounts.deleteById("login-test");
    }

    @Test
    void whoLogsOutOfTasklistIsLoggedOutOfAll() {
        Door browser = Door.browser(port, "login-test");
        browser.get("/camunda/app/tasklist/default/");

        assertThat(browser.post("/camunda/api/admin/auth/user/default/logout", "").statusCode()).isEqualTo(204);

        assertThat(browser.get("/app").statusCode()).isEqualTo(302);
    }

    @Test
    void pagesCarryTheHeadersThatBrowsersObey() {
        var headers = Door.stranger(port).get("/login").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).isPresent();
        assertThat(headers.allValues("Set-Cookie")).allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite"));
    }

    /** All at once, as the first thing after the login. A browser refuses all scripts of a page whose nonce is not that of its header. */
    @Test
    void manyPagesOfTheEngineOpenAtOnceWithTheNonceOfTheirOwnHeader() {
        Door browser = Door.browser(port, "login-test");

        List<HttpResponse<String>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                () -> browser.get("/camunda/app/tasklist/default/"), task -> new Thread(task).start())).limit(100).toList().stream()
                .map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(answers).allSatisfy(answer -> {
            String header = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
            List<String> nonces = NONCE.matcher(answer.body()).results().map(MatchResult::group).toList();
            assertThat(nonces).hasSize(4).allSatisfy(nonce -> assertThat(header).contains("'nonce-" + nonce + "'"));
        });
    }

    @Test
    void pagesOfLeadsSetNoCookie() {
        for (String page : new String[] {"/f/newsletter", "/c/x", "/u/x", "/p/x", "/l/x", "/o/x.gif"}) {
            assertThat(Door.stranger(port).get(page).headers().allValues("Set-Cookie")).as(page).isEmpty();
        }
    }
}
