package io.leadfluss.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import io.leadfluss.JourneyTest;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.annotation.Transactional;

@JourneyTest
@Transactional
class OwnPasswordPageTests {

    private static final String PRESENT = "correct horse battery";

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** Whoever guesses in another test must not make this one wait. */
    private final String address = "192.0.2." + ADDRESSES.incrementAndGet();
    private final MockMvc mvc;
    private final Staff staff;
    private final StaffLogin login;
    private final FindByIndexNameSessionRepository<Session> sessions;

    @Autowired
    @SuppressWarnings("unchecked")
    OwnPasswordPageTests(MockMvc mvc, Staff staff, StaffLogin login, FindByIndexNameSessionRepository<?> sessions) {
        this.mvc = mvc;
        this.staff = staff;
        this.login = login;
        this.sessions = (FindByIndexNameSessionRepository<Session>) sessions;
    }

    @BeforeEach
    void hireSomebody() {
        staff.add("own-password", "Olga", "olga@leadfluss.example", "en", Set.of(Role.SALES), PRESENT);
    }

    @Test
    void theNewOneCountsAndTheOldOneNoMore() throws Exception {
        change(PRESENT, "purple lamp eats soup", "purple lamp eats soup").andExpect(redirectedUrl("/app/password"));

        assertThat(login.check("own-password", "purple lamp eats soup")).isPresent();
        assertThat(login.check("own-password", PRESENT)).isEmpty();
    }

    @Test
    void otherDevicesAreLoggedOut() throws Exception {
        Session elsewhere = sessions.createSession();
        elsewhere.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "own-password");
        sessions.save(elsewhere);

        change(PRESENT, "purple lamp eats soup", "purple lamp eats soup");

        assertThat(sessions.findById(elsewhere.getId())).isNull();
    }

    @ParameterizedTest
    @CsvSource({"guessed wrong horse, purple lamp eats soup, purple lamp eats soup, not your present password",
        "correct horse battery, purple lamp eats soup, purple lamp eats soap, not the same", "correct horse battery, short, short, 12 to 72 characters",
        "correct horse battery, own-password-2026, own-password-2026, must not contain your user name"})
    void saysWhatIsWrongAndChangesNothing(String present, String fresh, String again, String said) throws Exception {
        change(present, fresh, again).andExpect(content().string(containsString(said)));

        assertThat(login.check("own-password", PRESENT)).isPresent();
    }

    @Test
    void guessingIsSlow() throws Exception {
        for (int guess = 0; guess < 10; guess++) {
            change("guess number " + guess, "purple lamp eats soup", "purple lamp eats soup");
        }

        change(PRESENT, "purple lamp eats soup", "purple lamp eats soup").andExpect(content().string(containsString("wait ten minutes")));

        assertThat(login.check("own-password", PRESENT)).isPresent();
    }

    private ResultActions change(String present, String fresh, String again) throws Exception {
        return mvc.perform(post("/app/password?lang=en").with(user("own-password").roles("SALES")).with(csrf()).with(request -> {
            request.setRemoteAddr(address);
            return request;
        }).param("present", present).param("fresh", fresh).param("again", again));
    }
}
