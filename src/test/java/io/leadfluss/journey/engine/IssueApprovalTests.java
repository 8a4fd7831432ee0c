package io.leadfluss.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import io.leadfluss.newsletter.Issues;
import io.leadfluss.newsletter.NewsletterFixture;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Four eyes at the door of the engine: what people can do there, not only what the pages offer. */
@JourneyTest
class IssueApprovalTests {

    private static final String APPROVE = "{\"variables\": {\"decision\": {\"value\": \"approve\"}, \"issueTitle\": {\"value\": \"forged\"}}}";

    private final ObjectMapper json = new ObjectMapper();
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Issues issues;
    @Autowired
    private TaskService tasks;
    @LocalServerPort
    private int port;
    private NewsletterFixture given;
    private long issue;
    private String task;

    @BeforeEach
    void handIn() {
        given = NewsletterFixture.in(context);
        given.readers(4);
        issue = issues.add(given.draft(), NewsletterFixture.AUTHOR);
        issues.submit(issue, NewsletterFixture.AUTHOR);
        task = tasks.createTaskQuery().processInstanceBusinessKey(Issues.key(issue)).singleResult().getId();
    }

    @AfterEach
    void clear() {
        given.clear();
    }

    @Test
    void hidesTheTaskFromItsAuthor() {
        Door author = Door.program(port, NewsletterFixture.AUTHOR);

        assertThat(author.get("/engine-rest/task?processInstanceBusinessKey=" + Issues.key(issue)).body()).isEqualTo("[]");
        assertThat(author.post("/engine-rest/task/" + task + "/complete", APPROVE).statusCode()).isBetween(400, 499);
        assertThat(author.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + NewsletterFixture.AUTHOR + "\"}").statusCode())
                .isBetween(400, 499);
        assertThat(given.issue(issue).approvedBy()).isNull();
    }

    @Test
    void hidesTheTaskFromSales() {
        Door sales = Door.program(port, "sales1");

        assertThat(sales.get("/engine-rest/task?processInstanceBusinessKey=" + Issues.key(issue)).body()).isEqualTo("[]");
        assertThat(sales.post("/engine-rest/task/" + task + "/complete", APPROVE).statusCode()).isBetween(400, 499);
    }

    @Test
    void tellsTheApproverWhatItIsAbout() throws JsonProcessingException {
        Door approver = Door.program(port, NewsletterFixture.APPROVER);

        JsonNode shown = json.readTree(approver.get("/engine-rest/task/" + task + "/form-variables").body());

        assertThat(shown.at("/issueTitle/value").asText()).isEqualTo("Issue");
        assertThat(shown.at("/issueAuthor/value").asText()).isEqualTo("Maria Markt");
        assertThat(shown.at("/issueAudience/value").asText()).isEqualTo(given.campaign() + " (now 4)");
        assertThat(shown.at("/issueContent/value").asText()).isEqualTo("Mailing aida-attention");
        assertThat(shown.at("/issueLink/value").asText()).endsWith("/app/newsletter/" + issue);
        assertThat(approver.post("/engine-rest/task/" + task + "/complete", APPROVE).statusCode()).isEqualTo(204);
        assertThat(given.issue(issue).approvedBy()).isEqualTo(NewsletterFixture.APPROVER);
        assertThat(given.issue(issue).title()).isEqualTo("Issue");
    }
}
