package io.leadfluss.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadfluss.Door;
import io.leadfluss.JourneyTest;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.journey.engine.DoorStaff;
import io.leadfluss.lead.Kind;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.scoring.Score;
import io.leadfluss.scoring.Scores;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@JourneyTest
class LeadApiTests {

    @LocalServerPort
    private int port;
    private final ObjectMapper json = new ObjectMapper();
    private final DoorStaff staff;
    private final Handovers handovers;
    private final Assignments assignments;
    private final Scores scores;
    private final RequestMappingHandlerMapping routes;
    private final LeadFixture given;
    private long lead;

    @Autowired
    LeadApiTests(DoorStaff staff, Handovers handovers, Assignments assignments, Scores scores, RequestMappingHandlerMapping requestMappingHandlerMapping,
            ApplicationContext context) {
        this.staff = staff;
        this.handovers = handovers;
        this.assignments = assignments;
        this.scores = scores;
        this.routes = requestMappingHandlerMapping;
        this.given = LeadFixture.in(context);
    }

    @BeforeEach
    void aLead() {
        staff.add();
        lead = given.confirmed(given.lead(Kind.B2B, Map.of("firstName", "Erika", "lastName", "Muster", "company", "Muster & Söhne", "country", "DE")));
        given.happens(lead, "LinkClicked", "aida-action#demo");
    }

    @Test
    void tellsWhoALeadIs() throws Exception {
        JsonNode answer = get("door-integrator", "");

        assertThat(answer.path("id").asLong()).isEqualTo(lead);
        assertThat(answer.path("lastName").asText()).isEqualTo("Muster");
        assertThat(answer.path("company").asText()).isEqualTo("Muster & Söhne");
        assertThat(answer.path("stage").asText()).isEqualTo("SUBSCRIBER");
        assertThat(answer.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(answer.at("/score/cell").asText()).isEqualTo(scores.total(lead).cell());
    }

    @Test
    void explainsTheScoreSoThatItAddsUp() throws Exception {
        JsonNode answer = get("door-marketer", "/score");
        Score score = scores.explain(lead);

        JsonNode click = StreamSupport.stream(answer.path("points").spliterator(), false)
                .filter(point -> point.path("rule").asText().equals("OfferFollowed")).findFirst().orElseThrow();
        assertThat(click.at("/fact/kind").asText()).isEqualTo("LinkClicked");
        assertThat(click.at("/fact/subject").asText()).isEqualTo("aida-action#demo");
        assertThat(click.path("inputs").path("link").asText() + click.path("inputs")).contains("demo");
        assertThat(click.path("worth").asDouble()).isEqualTo(12);
        assertThat(click.path("tableVersion").asInt()).isPositive();
        assertThat(click.path("reason").asText()).isNotBlank();
        assertThat(sum(answer, "ENGAGEMENT")).isCloseTo(score.engagement(), offset(0.1));
        assertThat(sum(answer, "FIT")).isCloseTo(score.fit(), offset(0.1));
    }

    @Test
    void explainsTheScoreOfAnEarlierMoment() throws Exception {
        JsonNode before = get("door-marketer", "/score?at=" + given.clock().instant().minus(Duration.ofDays(1)));

        assertThat(before.path("engagement").asDouble()).isZero();
        assertThat(Door.program(port, "door-marketer").get("/api/v1/leads/" + lead + "/score?at=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsWhatSalesDid() throws Exception {
        String instance = UUID.randomUUID().toString();
        assignments.route(instance, lead, Purpose.QUALIFY);
        handovers.reject(instance, "door-north", "no-budget", "Next year again");

        JsonNode handover = get("door-integrator", "/handovers").path(0);

        assertThat(handover.path("processInstanceId").asText()).isEqualTo(instance);
        assertThat(handover.path("state").asText()).isEqualTo("REJECTED");
        assertThat(handover.path("reason").asText()).isEqualTo("no-budget");
        assertThat(handover.path("events").findValuesAsText("kind")).contains("REJECTED");
    }

    @ParameterizedTest
    @CsvSource({"door-integrator, 200", "door-marketer, 200", "door-admin, 200", "door-privacy, 403", "door-north, 200", "door-north2, 200",
        "door-north-manager, 200", "door-south, 404", "door-south-manager, 404", "door-new, 404"})
    void answersBySameRuleAsThePages(String person, int status) {
        given.sql("""
                INSERT INTO handover (lead_id, instance_id, purpose, team, rep, state, routed_at, remind_at, due_at, escalate_at, reassign_at, calls)
                VALUES (?, ?, 'QUALIFY', 'team-north', 'door-north', 'ACCEPTED', ?, ?, ?, ?, ?, 0)""", lead, UUID.randomUUID().toString(), now(), now(),
                now(), now(), now());

        for (String part : List.of("", "/score", "/handovers")) {
            HttpResponse<String> answer = Door.program(port, person).get("/api/v1/leads/" + lead + part);
            assertThat(answer.statusCode()).as(part).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).get().asString()
                    .startsWith(status == 200 ? "application/json" : "application/problem+json");
            if (status != 200) {
                assertThat(answer.body()).doesNotContain("Muster").contains("\"status\":" + status);
            }
        }
    }

    @Test
    void tellsProblemsAsTheStandardSays() {
        HttpResponse<String> unknown = Door.program(port, "door-marketer").get("/api/v1/leads/999999999999");
        HttpResponse<String> stranger = Door.stranger(port).get("/api/v1/leads/" + lead);
        HttpResponse<String> change = Door.program(port, "door-admin").post("/api/v1/leads/" + lead, "{}");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("WWW-Authenticate")).get().asString().startsWith("Basic");
        assertThat(stranger.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(stranger.body()).contains("\"status\":401");
        assertThat(change.statusCode()).isEqualTo(403);
        assertThat(Door.program(port, "door-admin").get("/api/v1/leads/one").statusCode()).isIn(403, 404);
        assertThat(Door.browser(port, "door-admin").get("/api/v1/leads/" + lead).statusCode()).as("by session").isEqualTo(401);
    }

    @Test
    void describesEveryAddressAndNoOther() throws Exception {
        JsonNode description = json.readTree(Door.program(port, "door-integrator").get("/api/v1/openapi.json").body());

        TreeSet<String> described = new TreeSet<>();
        description.path("paths").fieldNames().forEachRemaining(described::add);
        TreeSet<String> there = new TreeSet<>();
        routes.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternValues().stream()
                .filter(pattern -> pattern.startsWith("/api/") && !pattern.contains("openapi.json"))
                .forEach(pattern -> there.add(pattern.replaceAll(":[^}]*}(?=/|$)|:\\\\d\\{1,18}(?=})", "}").replace("}}", "}"))));
        assertThat(described).isEqualTo(there).hasSize(3);
        assertThat(description.at("/components/schemas/Point/properties/pointsNow/description").asText()).isNotBlank();
        assertThat(description.path("openapi").asText()).startsWith("3.");
        assertThat(description.at("/components/securitySchemes/login/scheme").asText()).isEqualTo("basic");
    }

    private double sum(JsonNode answer, String model) {
        return StreamSupport.stream(answer.path("points").spliterator(), false).filter(point -> point.path("model").asText().equals(model))
                .mapToDouble(point -> point.path("pointsNow").asDouble()).sum();
    }

    private JsonNode get(String person, String part) throws Exception {
        HttpResponse<String> answer = Door.program(port, person).get("/api/v1/leads/" + lead + part);
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private Object now() {
        return given.clock().instant();
    }
}
