package io.leadfluss.mail.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.leadfluss.JourneyTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** Senders and their findings in the back office. */
@JourneyTest
class SendingPagesTests {

    @Autowired MockMvc web;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"de | Standard-Absender | Das Impressum von Leadfluss Demo GmbH ist vollständig. | Werbung",
        "en | Standard sender | The imprint of Leadfluss Demo GmbH is complete. | advertising"})
    void showsWhoWritesAndHowItStands(String language, String name, String finding, String use) throws Exception {
        String page = web.perform(get("/app/sending?lang=" + language).with(user("m").roles("MARKETER"))).andExpect(status().isOk())
                .andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);

        assertThat(page).contains(name, finding, use, "hallo@leadfluss.example", "bounce.leadfluss.example");
    }

    @Test
    void checksAgain() throws Exception {
        web.perform(post("/app/sending/check").with(user("m").roles("MARKETER")).with(csrf())).andExpect(redirectedUrl("/app/sending"));
    }
}
