package io.leadfluss.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.leadfluss.JourneyTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@JourneyTest
class LeadPagesTests {

    @Autowired
    private ApplicationContext context;
    @Autowired
    private Leads leads;
    @Autowired
    private MockMvc web;
    private LeadFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = LeadFixture.in(context);
    }

    @Test
    void findsByEveryWordInNameAddressAndCompany() throws Exception {
        String name = unique();
        long lead = fixture.lead(Kind.B2B, Map.of("firstName", "Zoe", "lastName", name, "company", "Zebra & Söhne"));

        for (String q : new String[] {name, "zoe " + name, name + " zebra", leads.get(lead).email()}) {
            page(get("/app/leads").param("q", q)).andExpect(status().isOk()).andExpect(content().string(containsString("/app/leads/" + lead + "\"")));
        }
        page(get("/app/leads").param("q", name + " giraffe")).andExpect(content().string(not(containsString("/app/leads/" + lead + "\""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "\"><script>"})
    void signsInASearchAreJustSigns(String q) throws Exception {
        page(get("/app/leads").param("q", q + unique())).andExpect(status().isOk())
                .andExpect(content().string(containsString("No lead found"))).andExpect(content().string(not(containsString("<script>"))));
    }

    @Test
    void filtersNarrowTheList() throws Exception {
        String name = unique();
        long confirmed = fixture.confirmed(fixture.lead(Kind.B2B, Map.of("lastName", name)));
        long other = fixture.lead(Kind.B2C, Map.of("lastName", name));

        page(get("/app/leads").param("q", name).param("confirmed", "yes").param("kind", "B2B").param("stage", "SUBSCRIBER").param("sort", "score"))
                .andExpect(content().string(containsString("/app/leads/" + confirmed + "\"")))
                .andExpect(content().string(not(containsString("/app/leads/" + other + "\""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void tellsWhatHappenedInWords(String language) throws Exception {
        long lead = fixture.confirmedLead();
        fixture.happens(lead, "LinkClicked", "aida-attention#guide");

        page(get("/app/leads/" + lead).param("lang", language)).andExpect(status().isOk())
                .andExpect(content().string(containsString(language.equals("de") ? "auf „guide“ geklickt" : "Clicked “guide”")));
    }

    @Test
    void correctionIsKept() throws Exception {
        long lead = fixture.lead();

        page(correction(lead, 0).param("lastName", "Müller").param("phone", "+49 30 1")).andExpect(redirectedUrl("/app/leads/" + lead));

        assertThat(leads.get(lead).lastName()).isEqualTo("Müller");
        assertThat(leads.get(lead).firstName()).as("empty is forgotten").isNull();
    }

    @Test
    void nobodyOverwritesWhatSomebodyElseChangedMeanwhile() throws Exception {
        long lead = fixture.lead();
        int shown = leads.get(lead).version();
        fixture.change(lead, changed -> changed.tell(Profile.of(Map.of("city", "Kiel")), null));

        page(correction(lead, shown - leads.get(lead).version()).param("lastName", "Müller")).andExpect(status().isConflict())
                .andExpect(content().string(containsString("value=\"Müller\"")));

        assertThat(leads.get(lead).lastName()).isEqualTo("Muster");
    }

    @Test
    void wrongFieldIsNamedBesideTheField() throws Exception {
        long lead = fixture.lead();

        page(correction(lead, 0).param("phone", "call me")).andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Digits, spaces")));

        assertThat(leads.get(lead).phone()).isNull();
    }

    @Test
    void noteIsShownWithItsAuthor() throws Exception {
        long lead = fixture.lead();

        page(post("/app/leads/" + lead + "/notes").with(csrf()).param("text", "Calls back <b>Monday</b>")).andExpect(redirectedUrl("/app/leads/" + lead));

        page(get("/app/leads/" + lead)).andExpect(content().string(containsString("Calls back &lt;b&gt;Monday&lt;/b&gt;")));
    }

    @Test
    void thereIsNoPageOfALeadThatIsNotThere() throws Exception {
        page(get("/app/leads/1")).andExpect(status().isNotFound());
    }

    private ResultActions page(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.session(new MockHttpSession()).with(user("maria").roles("MARKETER")));
    }

    private MockHttpServletRequestBuilder correction(long lead, int versionsBehind) {
        return post("/app/leads/" + lead).with(csrf()).param("version", Integer.toString(leads.get(lead).version() + versionsBehind))
                .param("kind", "B2B").param("language", "de").param("timeZone", "Europe/Berlin");
    }

    private static String unique() {
        return "n" + UUID.randomUUID().toString().substring(0, 8);
    }
}
