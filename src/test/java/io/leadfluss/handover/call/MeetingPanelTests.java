package io.leadfluss.handover.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.leadfluss.JourneyTest;
import io.leadfluss.journey.LeadFixture;
import io.leadfluss.journey.Mails;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@JourneyTest
class MeetingPanelTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired
    private MockMvcTester http;
    @Autowired
    private LeadFixture leads;
    @Autowired
    private Meetings meetings;
    @Autowired
    private Mails mails;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Clock clock;

    @Test
    void saysWhetherTheLeadMayBeCalled() throws Exception {
        assertThat(page(leads.confirmed("phone"))).contains("Yes: agreed to advertising by phone on");
        long meets = leads.confirmed("newsletter");
        http.post().uri("/app/leads/" + meets + "/meetings").param("at", at(29)).param("minutes", "15").param("way", "phone").param("once", "1")
                .with(user("marketing").roles("MARKETER")).with(csrf()).exchange();
        assertThat(page(meets)).contains("agreed to it, on");
        assertThat(page(leads.confirmed("newsletter"))).contains("No: there is no consent").contains("No calls and no meetings yet");
    }

    @Test
    void arrangesMovesAndCallsOffAMeeting() throws Exception {
        long lead = leads.confirmed("newsletter");
        assertThat(post("/app/leads/" + lead + "/meetings", at(30)).getResponse().getRedirectedUrl()).isEqualTo("/app/leads/" + lead);
        Meeting meeting = meetings.of(lead).get(0);
        assertThat(page(lead)).contains("Planned", "Video", "https://meet.example/1");
        assertThat(mails.to(lead)).contains("meeting-invitation");

        post("/app/leads/" + lead + "/meetings/" + meeting.id() + "/move", at(31));
        assertThat(meetings.find(meeting.id()).orElseThrow().startsAt()).isEqualTo(meeting.startsAt().plus(Duration.ofDays(1)));

        post("/app/leads/" + lead + "/meetings/" + meeting.id() + "/cancel", at(31));
        assertThat(page(lead)).contains("Called off");
        assertThat(mails.to(lead)).contains("meeting-cancelled");
    }

    @Test
    void showsCallsInWords() throws Exception {
        long lead = leads.confirmed("phone");
        for (String outcome : new String[] {"meeting", "wrong-number", "busy"}) {
            jdbc.sql("""
                            INSERT INTO sales_call (instance_id, attempt, lead_id, rep, outcome, basis, called_at, next_at) VALUES
                            (UUID(), 1, ?, 'sales1', ?, 'CONSENT', NOW(3), NOW(3))""")
                    .params(lead, outcome).update();
        }

        assertThat(page(lead)).contains("reached, and a meeting agreed", "wrong number", "busy", "(consent)", "again ");
    }

    @Test
    void entersAMeetingOnceThoughTheButtonIsPressedTwice() {
        long lead = leads.confirmed("newsletter");

        post("/app/leads/" + lead + "/meetings", at(32));
        post("/app/leads/" + lead + "/meetings", at(32));

        assertThat(meetings.of(lead)).hasSize(1);
    }

    @Test
    void saysWhatIsWrong() {
        long lead = leads.confirmed("newsletter");

        MvcTestResult answer = post("/app/leads/" + lead + "/meetings", at(-1));

        assertThat(answer.getMvcResult().getFlashMap().get("problem")).isEqualTo("handover.meeting.problem.time");
        assertThat(meetings.of(lead)).isEmpty();
    }

    @Test
    void changesNoMeetingOfAnotherLead() {
        long lead = leads.confirmed("newsletter");
        post("/app/leads/" + lead + "/meetings", at(33));
        long meeting = meetings.of(lead).get(0).id();

        assertThat(post("/app/leads/" + leads.confirmed("newsletter") + "/meetings/" + meeting + "/cancel", at(33))).hasStatus(404);
        assertThat(http.post().uri("/app/leads/" + lead + "/meetings/" + meeting + "/cancel").with(user("paula").roles("PRIVACY")).with(csrf())
                .exchange()).hasStatus(403);
        assertThat(meetings.find(meeting).orElseThrow().isPlanned()).isTrue();
    }

    @Test
    void listsTheOwnMeetingsInTheOrderOfTime() throws Exception {
        long later = leads.confirmed("newsletter");
        long sooner = leads.confirmed("newsletter");
        post("/app/leads/" + later + "/meetings", at(41));
        post("/app/leads/" + sooner + "/meetings", at(40));

        String page = http.get().uri("/app/meetings?lang=en").with(user("marketing").roles("MARKETER")).exchange().getResponse()
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(page).contains("My meetings", "Video").containsSubsequence("/app/leads/" + sooner + "\"", "/app/leads/" + later + "\"");
        assertThat(http.get().uri("/app/meetings?lang=en").with(user("somebody").roles("SALES")).exchange().getResponse().getContentAsString())
                .doesNotContain("/app/leads/" + sooner);
    }

    private MvcTestResult post(String address, String at) {
        return http.post().uri(address).param("at", at).param("minutes", "45").param("way", "video").param("place", "https://meet.example/1")
                .param("once", "2026").with(user("marketing").roles("MARKETER")).with(csrf()).exchange();
    }

    private String page(long lead) throws Exception {
        return http.get().uri("/app/leads/" + lead + "/meetings?lang=en").with(user("marketing").roles("MARKETER")).exchange().getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private String at(int days) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").withZone(BERLIN).format(clock.instant().plus(Duration.ofDays(days)));
    }
}
