package io.leadfluss.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.leadfluss.JourneyTest;
import io.leadfluss.consent.Consents;
import io.leadfluss.consent.Declaration;
import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Purpose;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

@JourneyTest
class TimeMachineTests {

    @Autowired
    private ApplicationContext context;
    @Autowired
    private TimeMachine time;
    @Autowired
    private Clock clock;
    @Autowired
    private Consents consents;
    @Autowired
    private Leads leads;
    @Autowired
    private DataFolder folder;
    @Autowired
    private MockMvc web;
    private LeadFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = LeadFixture.in(context);
    }

    @Test
    void goesForwardByWhatWasAsked() {
        Instant before = clock.instant();

        time.advance(Duration.ofMinutes(30));

        assertThat(Duration.between(before, clock.instant())).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));
    }

    @Test
    void doesOnTheWayWhatIsDue() throws Exception {
        long lead = fixture.lead();
        String address = leads.get(lead).email();
        fixture.transaction().executeWithoutResult(status -> consents.request(lead, "newsletter", "de",
                List.of(new Declaration(Purpose.NEWSLETTER, "de", "Ja, gern.")), new Evidence("newsletter", "0".repeat(64), null, null, null)));

        time.advance(Duration.ofMinutes(1));

        web.perform(get("/demo/inbox.json").param("to", address)).andExpect(status().isOk()).andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].to").value(address)).andExpect(jsonPath("$[0].links").isNotEmpty());
    }

    @Test
    void keepsItsTimeOverARestart() throws Exception {
        time.advance(Duration.ofMinutes(10));

        Duration kept = Duration.parse(Files.readString(folder.path(TimeMachine.FILE)));

        assertThat(Duration.between(Instant.ofEpochMilli(System.currentTimeMillis()).plus(kept), clock.instant()).abs())
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void neverGoesBack() {
        assertThatThrownBy(() -> time.advance(Duration.ofHours(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scriptsMoveItByJson() throws Exception {
        Instant before = clock.instant();

        web.perform(post("/demo/clock").contentType(MediaType.APPLICATION_JSON).content("{\"advance\":\"PT1H\"}"))
                .andExpect(status().isOk()).andExpect(jsonPath("$.now").exists());

        assertThat(clock.instant()).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
    }

    @Test
    void refusesWhatIsNoDuration() throws Exception {
        for (String advance : new String[] {"", "soon", "-PT1H", "P9999D"}) {
            web.perform(post("/demo/clock").contentType(MediaType.APPLICATION_JSON).content("{\"advance\":\"" + advance + "\"}"))
                    .andExpect(status().isBadRequest());
        }
    }
}
