package io.leadfluss.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.leadfluss.JourneyTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** Where a marketer sees what waits and why, and tries a send window. */
@JourneyTest
class TimingPagesTests extends OutboxTest {

    @Autowired
    private MockMvc web;

    @ParameterizedTest
    @CsvSource({"de, Am Tag, 'Wer mehr bekommt, meldet sich ab.'", "en, A day, Whoever gets more than that unsubscribes."})
    void showsWhatALeadMayGet(String language, String heading, String why) throws Exception {
        assertThat(show("/app/messages/timing", language)).contains(heading, why);
    }

    @Test
    void showsTheLimitsOfOtherStages() throws Exception {
        assertThat(show("/app/messages/timing?stage=SQL", "de")).contains("Der Vertrieb ist im Gespräch");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Mo-Fr 08:00-18:00; PH off | | class=\"table card-table\"",
            "Mo-Fr 08:00-18:00; Mo-Su off | | Dieses Fenster öffnet nie",
            "8 bis 18 | | Das lässt sich nicht als Sendefenster lesen.",
            "<script>alert(1)</script> | | &lt;script&gt;",
            "' ' | | Geben Sie zuerst ein Fenster an.",
            "08:00-18:00 | Mars/Olympus | Diese Zeitzone gibt es nicht."})
    void triesAWindow(String window, String zone, String expected) throws Exception {
        String page = web.perform(get("/app/messages/timing").param("window", window).param("zone", zone == null ? "" : zone)
                .with(user("m").roles("MARKETER")).header("Accept-Language", "de").accept(MediaType.TEXT_HTML)).andReturn().getResponse().getContentAsString();

        assertThat(page).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"XX, '', Von diesem Land sind keine Feiertage bekannt", "DE, QQ, Dieses Bundesland ist dort nicht bekannt"})
    void whatIsUnknownIsSaidAndNothingIsShown(String country, String state, String problem) throws Exception {
        assertThat(show("/app/messages/timing?window=08:00-18:00&country=" + country + "&state=" + state, "de")).contains(problem).doesNotContain("class=\"table card-table\"");
        assertThat(show("/app/messages/timing?window=08:00-18:00&zone=Mars/Olympus", "de")).doesNotContain("class=\"table card-table\"");
    }

    @Test
    void listsTheHolidaysOfThePlaceThatIsTried() throws Exception {
        assertThat(show("/app/messages/timing?window=08:00-18:00&country=DE&state=BY", "de")).contains("Nächste Feiertage (DE-BY)", "Heilige Drei Könige");
        assertThat(show("/app/messages/timing", "de")).contains("Nächste Feiertage (DE)").doesNotContain("Heilige Drei Könige");
    }

    @Test
    void opensByTheClockOfTheGivenPlace() throws Exception {
        assertThat(show("/app/messages/timing?window=08:00-18:00&zone=Asia/Tokyo", "de")).contains("08:00");
    }

    @Test
    void listsWhatIsHeldAndLooksAgain() throws Exception {
        long lead = subscriber("ok");
        long first = queue(lead, "aida-attention");
        long second = queue(lead, "aida-interest");
        dispatch();
        assertThat(state(first)).isEqualTo("SENT");
        assertThat(show("/app/messages/timing", "de")).contains("Mindestens 4 Stunden zwischen zwei Nachrichten");

        web.perform(post("/app/messages/timing/anew").with(user("m").roles("MARKETER")).with(csrf()));
        assertThat(nextTry(second)).isBeforeOrEqualTo(clock.instant());
        dispatch();

        assertThat(state(second)).isEqualTo("QUEUED");
        assertThat(nextTry(second)).isAfter(clock.instant().plus(Duration.ofHours(3)));
    }

    private String show(String path, String language) throws Exception {
        var response = web.perform(get(path).with(user("m").roles("MARKETER")).header("Accept-Language", language).accept(MediaType.TEXT_HTML)).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString();
    }
}
