package io.leadfluss.journey.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import io.leadfluss.journey.engine.DoorStaff;
import io.leadfluss.lead.Happened;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** Why a lead is hot is told in three places: for whom it is, each time in other words, but always the same. */
@JourneyTest
class ScoreExplainedTests {

    private static final Pattern ROW = Pattern.compile("(?s)<tr data-rule=\"([^\"]+)\">(.*?)</tr>");
    private static final int REASONS_IN_TASK = 6;

    private final ObjectMapper json = new ObjectMapper();
    private LeadFixture given;
    @Autowired
    private DoorStaff staff;
    @Autowired
    private RepositoryService repository;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private TaskService tasks;
    @LocalServerPort
    private int port;
    private long lead;
    private String instance;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @BeforeEach
    void aLeadThatARepHasATaskFor() {
        staff.add();
        lead = given.confirmed(given.lead(Kind.B2B, Map.of("firstName", "Erika", "lastName", "Muster", "country", "DE", "jobTitle", "Einkauf",
                "phone", "+49 30 1234567")));
        happened("FormSubmitted", "callback", 31);
        happened("MailFailed", "aida-desire", 20);
        happened("SiteVisited", "/pricing", 11);
        happened("SiteVisited", "/blog", 6);
        happened("SiteVisited", "/blog", 2);
        repository.createDeployment().enableDuplicateFiltering(true).name("score-task.bpmn").addModelInstance("score-task.bpmn",
                Bpmn.createExecutableProcess("score-task").camundaHistoryTimeToLiveString("P730D").startEvent("Started")
                        .userTask("Look").camundaAssignee("door-north").camundaFormRef("accept-lead").camundaFormRefBinding("latest").endEvent("Ended")
                        .done()).deploy();
        instance = runtime.startProcessInstanceByKey("score-task", Long.toString(lead)).getId();
    }

    @AfterEach
    void leaveNoTask() {
        runtime.deleteProcessInstance(instance, "tested");
    }

    @Test
    void isTheSameOnThePageInTheTaskAndByApi() throws IOException {
        List<JsonNode> points = points();
        Map<String, List<JsonNode>> byRule = points.stream()
                .collect(Collectors.groupingBy(point -> point.path("rule").asText(), LinkedHashMap::new, Collectors.toList()));
        assertThat(byRule).hasSizeGreaterThan(REASONS_IN_TASK).containsKeys("CallWished", "MailRefused", "PageSeen", "PricesSeen", "HomeMarket");
        assertThat(byRule.get("PageSeen")).hasSize(3);

        Map<String, String> rows = rowsOfPage();
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(byRule.keySet());
        points.forEach(point -> assertThat(rows.get(point.path("rule").asText())).contains(text(point, "reason"), text(point, "about"),
                "Version " + text(point, "tableVersion")));
        byRule.forEach((rule, each) -> assertThat(rows.get(rule)).contains(shown(sum(each, "pointsNow")) + " "));
        byRule.get("PageSeen").forEach(point -> assertThat(rows.get("PageSeen"))
                .contains(shown(point.path("points").asDouble()) + ", left " + shown(point.path("pointsNow").asDouble())));
        assertThat(rows.get("CallWished")).contains(shown(byRule.get("CallWished").get(0).path("points").asDouble()));

        String why = taskForm();
        List<List<JsonNode>> strongest = byRule.values().stream()
                .sorted(Comparator.comparingDouble((List<JsonNode> each) -> Math.abs(sum(each, "pointsNow"))).reversed()).toList();
        strongest.subList(0, REASONS_IN_TASK).forEach(each -> assertThat(why.lines()).as(why).anySatisfy(line -> {
            assertThat(line).startsWith(rounded(sum(each, "pointsNow")) + " " + text(each.get(0), "reason")).contains(text(each.get(0), "about"));
            if (!rounded(sum(each, "points")).equals(rounded(sum(each, "pointsNow")))) {
                assertThat(line).contains(rounded(sum(each, "points")) + " then");
            }
        }));
        List<List<JsonNode>> others = strongest.subList(REASONS_IN_TASK, strongest.size());
        assertThat(why).contains(rounded(others.stream().mapToDouble(each -> sum(each, "pointsNow")).sum()) + " by");
        assertThat(why).contains("Counted by tables: Fit: Version " + text(byRule.get("HomeMarket").get(0), "tableVersion") + ", Interest: Version "
                + text(byRule.get("CallWished").get(0), "tableVersion"));
    }

    private List<JsonNode> points() throws IOException {
        HttpResponse<String> answer = Door.program(port, "door-marketer").get("/api/v1/leads/" + lead + "/score?lang=en");
        return StreamSupport.stream(json.readTree(answer.body()).path("points").spliterator(), false).toList();
    }

    private Map<String, String> rowsOfPage() {
        Matcher row = ROW.matcher(Door.browser(port, "door-marketer").get("/app/leads/" + lead + "/score?lang=en").body());
        Map<String, String> rows = new LinkedHashMap<>();
        while (row.find()) {
            rows.put(row.group(1), HtmlUtils.htmlUnescape(row.group(2).replaceAll("<[^>]*>", " ")).replaceAll("\\s+", " "));
        }
        return rows;
    }

    private String taskForm() throws IOException {
        String task = tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
        return json.readTree(Door.program(port, "door-north").get("/engine-rest/task/" + task + "/form-variables").body()).at("/leadWhy/value").asText();
    }

    private void happened(String kind, String subject, int daysAgo) {
        given.transaction().executeWithoutResult(status -> given.facts().record(new Happened(lead, kind, subject),
                given.clock().instant().minus(Duration.ofDays(daysAgo))));
    }

    private static double sum(List<JsonNode> points, String field) {
        return points.stream().mapToDouble(point -> point.path(field).asDouble()).sum();
    }

    private static String text(JsonNode point, String field) {
        return point.path(field).asText();
    }

    private static String shown(double points) {
        return new DecimalFormat("+0.#;-0.#", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(points);
    }

    private static String rounded(double points) {
        return (points < 0 ? "−" : "+") + new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(Math.abs(points));
    }
}
