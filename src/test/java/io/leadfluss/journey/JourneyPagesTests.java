package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.leadfluss.JourneyTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The journeys are shown in the reader's language. */
@JourneyTest
class JourneyPagesTests {

    @Autowired
    private MockMvcTester http;

    @Test
    void callJourneysAsTheModelSaysInTheReadersLanguage() throws Exception {
        assertThat(page("/app/journeys?lang=de")).contains("Rückgewinnung", "Newsletter-Ausgabe").doesNotContain("Lead win-back");
        assertThat(page("/app/journeys?lang=en")).contains("Lead win-back", "Newsletter issue").doesNotContain("Rückgewinnung");
    }

    @Test
    void sayWhatAJourneyIsForInTheReadersLanguage() throws Exception {
        assertThat(page("/app/journeys?lang=de")).contains("Versucht, einen Lead zurückzugewinnen").contains("Lange nichts gehört")
                .doesNotContain("Tries to win back", "Owner:", "LeadSilent");
        assertThat(page("/app/journeys?lang=en")).contains("Tries to win back").doesNotContain("Versucht, einen Lead zurückzugewinnen");
    }

    @Test
    void sayWhereAMailingIsUsedInTheReadersLanguage() throws Exception {
        assertThat(page("/app/templates/win-back?lang=de")).contains("Rückgewinnung", "Mail zur Rückgewinnung senden");
        assertThat(page("/app/templates/win-back?lang=en")).contains("Lead win-back", "Send win-back mail");
    }

    private String page(String address) throws Exception {
        return http.get().uri(address).with(user("marketing").roles("MARKETER")).exchange().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
