package io.leadfluss.journey.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Sale;
import io.leadfluss.handover.Alarms;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.handover.Handovers;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Role;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

@JourneyTest
class TaskFormsTests {

    private static final String PASSWORD = "correct horse battery staple";

    private final ObjectMapper json = new ObjectMapper();
    private LeadFixture given;
    @Autowired
    private RepositoryService repository;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private TaskService tasks;
    @Autowired
    private Handovers handovers;
    @Autowired
    private Alarms alarms;
    @Autowired
    private Assignments assignments;
    @Autowired
    private Consents consents;
    @Autowired
    private Accounts accounts;
    @Autowired
    private PasswordEncoder passwords;
    @Autowired
    private Clock clock;
    @LocalServerPort
    private int port;
    private String rep;
    private String task;
    private String instance;
    private long lead;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void giveTask() {
        repository.createDeployment().enableDuplicateFiltering(true).name("two-tasks.bpmn").addModelInstance("two-tasks.bpmn",
                Bpmn.createExecutableProcess("two-tasks").camundaHistoryTimeToLiveString("P730D").startEvent("Started")
                        .userTask("First").camundaAssignee("${rep}").camundaFormRef("accept-lead").camundaFormRefBinding("latest")
                        .userTask("Second").endEvent("Ended").done()).deploy();
        rep = account("de");
        lead = given.confirmed(given.lead(Kind.B2B, Map.of("firstName", "Erika", "lastName", "Muster", "phone", "+49 30 1234567",
                "company", "Muster & Söhne", "country", "DE")));
        given.happens(lead, "FormSubmitted", "callback");
        given.sql("""
                INSERT INTO submission (id, lead_id, form, language, fields, declared, submitted_at)
                VALUES (?, ?, 'callback', 'de', '{"wishedTime": "morning"}', '{}', ?)""", -lead, lead, clock.instant());
        instance = runtime.startProcessInstanceByKey("two-tasks", Long.toString(lead), Map.of("rep", rep)).getId();
        task = tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
    }

    @Test
    void showsWhoTheLeadIsAndWhyItIsHot() throws Exception {
        JsonNode variables = json.readTree(rest(rep, "/task/" + task + "/form-variables").body());

        assertThat(variables.at("/leadName/value").asText()).isEqualTo("Erika Muster");
        assertThat(variables.at("/leadName/type").asText()).isEqualTo("String");
        assertThat(variables.at("/leadCompany/value").asText()).isEqualTo("Muster & Söhne");
        assertThat(variables.at("/leadContact/value").asText()).contains("@").contains("+49 30 1234567");
        assertThat(variables.at("/leadWhy/value").asText()).contains("Eignung").contains("Möchte angerufen werden").contains("Hat das Formular „Rückruf“ abgeschickt");
        assertThat(variables.at("/leadHistory/value").asText().lines()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(variables.at("/leadCall/value").asText()).contains("Ja, zu diesem Anliegen");
        assertThat(variables.at("/leadConsents/value").asText()).contains("Werbung per E-Mail: nicht erlaubt").doesNotContain("Anruf", "Telefon");
        assertThat(variables.at("/leadLink/value").asText()).contains("/app/leads/");
        assertThat(variables.at("/rep/value").asText()).isEqualTo(rep);
    }

    @Test
    void saysOnceWhetherTheLeadMayBeCalledAndForgetsAWishThatIsSettled() throws Exception {
        assignments.route("callback-of-" + lead, lead, Purpose.CALL);
        assertThat(shown("leadCall")).contains("Ja, zu diesem Anliegen", "Gewünschte Zeit: vormittags");

        handovers.recordCall("callback-of-" + lead, rep, "reached", false, null);

        assertThat(shown("leadCall")).startsWith("Nein").doesNotContain("Ja", "Gewünschte Zeit");
        assertThat(shown("leadConsents")).doesNotContain("willkommen", "Telefon");
    }

    @Test
    void warnsBeforeAcceptingThatThereIsNoNumber() throws Exception {
        given.sql("UPDATE leads SET phone = NULL WHERE id = ?", lead);

        assertThat(shown("leadCall")).contains("Es ist keine Telefonnummer bekannt.");
        assertThat(rest(rep, "/task/" + task + "/deployed-form").body()).contains("Darf ich anrufen?", "{{leadCall}}");
    }

    @Test
    void namesWhatAdvertisingToACustomerRestsOn() throws Exception {
        consents.informedAtSale(lead, new Sale("O-1", "software", "checkout-3"), new Evidence(null, null, null, null, "test"));

        assertThat(shown("leadConsents")).contains("Bestandskunde", "software").doesNotContain("Werbung per E-Mail: nicht erlaubt");
    }

    @Test
    void asksWhatCameOfAMeetingThatIsOver() throws Exception {
        given.sql("""
                INSERT INTO meeting (lead_id, rep, way, starts_at, ends_at, state, sequence, source_key, arranged_at, changed_at) VALUES
                (?, ?, 'VIDEO', '2020-03-02 13:30:00', '2020-03-02 14:00:00', 'PLANNED', 0, UUID(), '2020-03-01', '2020-03-01')""", lead, rep);

        assertThat(shown("leadMeeting")).isEqualTo("War am Montag, 2. März 2020, 14:30 Uhr, mit Rep (Video): Was daraus wurde, ist noch nicht festgehalten.");
    }

    @Test
    void tellsWhatSalesDidNewestFirstAndRepeatsOnce() throws Exception {
        assignments.route(instance, lead, Purpose.QUALIFY);
        alarms.remind(instance);
        alarms.remind(instance);
        assignments.ask(instance, rep, "Where did we meet?", clock.instant());

        assertThat(shown("leadSales").lines()).hasSize(3).satisfiesExactly(asked -> assertThat(asked).contains("nachgefragt"),
                reminded -> assertThat(reminded).contains("Erinnert").contains("(2-mal)"), routed -> assertThat(routed).contains("Zugeteilt"));
        assertThat(shown("leadHistory")).as("once is enough").doesNotContain("Vertrieb");
    }

    private String shown(String key) throws Exception {
        return json.readTree(rest(rep, "/task/" + task + "/form-variables").body()).at("/" + key + "/value").asText();
    }

    @Test
    void offersTheColleaguesToWhomTheLeadCanGo() throws Exception {
        assignments.route(instance, lead, Purpose.QUALIFY);
        assignments.ask(instance, rep, "Where did we meet?", clock.instant());

        JsonNode variables = json.readTree(rest(rep, "/task/" + task + "/form-variables").body());

        assertThat(variables.at("/colleagues/type").asText()).isEqualTo("Json");
        assertThat(json.readTree(variables.at("/colleagues/value").asText()).findValuesAsText("value")).contains("manager");
        assertThat(variables.at("/leadSales/value").asText()).contains("Where did we meet?");
    }

    @Test
    void namesColleaguesThatTheRepMaySeeAndCountsTheOthers() throws Exception {
        long ours = given.lead(Kind.B2B, Map.of("firstName", "Otto", "lastName", "Kollege", "jobTitle", "Einkauf", "country", "DE"));
        long others = given.lead(Kind.B2B, Map.of("firstName", "Fritz", "lastName", "Fremd", "country", "DE"));
        given.sql("UPDATE leads c JOIN leads l ON l.id = ? SET c.company_id = l.company_id WHERE c.id IN (?, ?)", lead, ours, others);
        given.sql("INSERT INTO rep (username, team, capacity, manager, active) VALUES (?, ?, 0, FALSE, FALSE)", rep, "team-" + rep.substring(4, 12));
        given.sql("""
                INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at, reassign_at, calls)
                VALUES (?, ?, 'QUALIFY', 'team-other', ?, 'ACCEPTED', ?, ?, ?, ?, ?, 0)""", ours, UUID.randomUUID().toString(), rep, clock.instant(),
                clock.instant(), clock.instant(), clock.instant(), clock.instant());

        String colleagues = json.readTree(rest(rep, "/task/" + task + "/form-variables").body()).at("/leadColleagues/value").asText();

        assertThat(colleagues.lines()).containsExactly("Otto Kollege, Einkauf: Abonnent", "und 1 weitere, in anderen Händen");
    }

    @Test
    void showsItInTasklistToo() throws Exception {
        HttpClient browser = loggedIn(rep);

        HttpResponse<String> answer = browser.send(HttpRequest.newBuilder(uri("/camunda/api/engine/engine/default/task/" + task
                + "/form-variables?deserializeValues=false")).header("Accept", "application/json").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).at("/leadName/value").asText()).isEqualTo("Erika Muster");
    }

    @Test
    void showsNothingToARepWithoutTheTask() throws Exception {
        HttpResponse<String> answer = rest(account("de"), "/task/" + task + "/form-variables");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("Muster");
    }

    @Test
    void neverStoresWhatItShowed() throws Exception {
        HttpResponse<String> answer = send(rep, HttpRequest.newBuilder(uri("/engine-rest/task/" + task + "/submit-form"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString("""
                        {"variables": {"leadName": {"value": "Erika Muster"}, "\\u006ceadWhy": {"value": "hot"}, "decision": {"value": "accept"}}}""")));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(runtime.getVariables(instance)).containsOnly(Map.entry("rep", rep), Map.entry("decision", "accept"));
    }

    @Test
    void speaksTheLanguageOfTheAccount() throws Exception {
        String english = account("en");
        tasks.setAssignee(task, english);

        String form = rest(english, "/task/" + task + "/deployed-form").body();
        JsonNode variables = json.readTree(rest(english, "/task/" + task + "/form-variables").body());

        assertThat(form).contains("\"label\":\"Do you take this lead?\"", "\"label\":\"Yes, I take it\"", "Why now</p>");
        assertThat(json.readTree(form).findValuesAsText("label")).noneMatch(label -> label.contains("Übernehmen"));
        assertThat(variables.at("/leadWhy/value").asText()).contains(" (fit ");
    }

    @Test
    void leavesTheFormInGermanAsItWasDrawn() throws Exception {
        assertThat(rest(rep, "/task/" + task + "/deployed-form").body()).contains("Übernehmen Sie diesen Lead?");
    }

    @Test
    void opensWithoutALeadThatWasErased() throws Exception {
        given.sql("DELETE FROM lead_score WHERE lead_id = ?", lead);
        given.sql("DELETE FROM leads WHERE id = ?", lead);

        HttpResponse<String> answer = rest(rep, "/task/" + task + "/form-variables");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).has("leadName")).isFalse();
    }

    private HttpResponse<String> rest(String username, String path) throws IOException, InterruptedException {
        return send(username, HttpRequest.newBuilder(uri("/engine-rest" + path)).header("Accept", "application/json"));
    }

    private static HttpResponse<String> send(String username, HttpRequest.Builder request) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((username + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient().send(request.header("Authorization", "Basic " + login).build(), BodyHandlers.ofString());
    }

    private HttpClient loggedIn(String username) throws IOException, InterruptedException {
        HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String page = browser.send(HttpRequest.newBuilder(uri("/login")).build(), BodyHandlers.ofString()).body();
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        browser.send(HttpRequest.newBuilder(uri("/login")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + username + "&password=" + PASSWORD.replace(" ", "+") + "&_csrf=" + token.group(1)))
                .build(), BodyHandlers.ofString());
        return browser;
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private String account(String language) {
        String username = "rep-" + UUID.randomUUID();
        accounts.save(new Account(username, "Rep", username + "@example.com", language, Set.of(Role.SALES), passwords.encode(PASSWORD), clock.instant()));
        return username;
    }
}
