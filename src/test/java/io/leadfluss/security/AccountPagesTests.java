package io.leadfluss.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.leadfluss.JourneyTest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.annotation.Transactional;

@JourneyTest
@Transactional
class AccountPagesTests {

    private static final RequestPostProcessor ADMIN = user("page-admin").roles("ADMIN");

    private final MockMvc mvc;
    private final Staff staff;
    private final Accounts accounts;

    @Autowired
    AccountPagesTests(MockMvc mvc, Staff staff, Accounts accounts) {
        this.mvc = mvc;
        this.staff = staff;
        this.accounts = accounts;
    }

    @Test
    void listsEverybody() throws Exception {
        staff.add("page-test", "Paula <b>Page</b>", "page@leadfluss.example", "de", Set.of(Role.SALES), "correct horse battery");

        mvc.perform(get("/app/accounts").with(ADMIN)).andExpect(status().isOk())
                .andExpect(content().string(containsString("page-test"))).andExpect(content().string(containsString("Paula &lt;b&gt;Page")));
    }

    @Test
    void showsTheNewPasswordOnce() throws Exception {
        mvc.perform(post("/app/accounts").with(ADMIN).with(csrf()).param("username", "page-new").param("displayName", "Neu").param("email", "neu@leadfluss.example")
                        .param("language", "de").param("roles", "SALES", "MARKETER"))
                .andExpect(status().isOk()).andExpect(content().string(matchesPattern("(?s).*id=\"new-password\">[A-Za-z0-9_-]{24}<.*")));

        assertThat(accounts.findById("page-new").orElseThrow().roles()).containsExactlyInAnyOrder(Role.SALES, Role.MARKETER);
    }

    @Test
    void asksAgainForWhatIsMissing() throws Exception {
        mvc.perform(post("/app/accounts").with(ADMIN).with(csrf()).param("username", "Not Good").param("displayName", "").param("email", "x").param("language", "de"))
                .andExpect(status().isOk()).andExpect(content().string(containsString("is-invalid"))).andExpect(content().string(containsString("roles-hint")));
    }

    @Test
    void keepsTheLastAdministrator() throws Exception {
        accounts.findAll().stream().filter(account -> account.roles().contains(Role.ADMIN)).forEach(accounts::delete);
        staff.add("page-last", "Letzte", "last@leadfluss.example", "de", Set.of(Role.ADMIN), "correct horse battery");

        mvc.perform(post("/app/accounts/page-last/disable").with(ADMIN).with(csrf())).andExpect(status().isOk())
                .andExpect(content().string(containsString("alert-danger")));
    }

    @Test
    void changesAndDisables() throws Exception {
        staff.add("page-change", "Vorher", "c@leadfluss.example", "de", Set.of(Role.SALES), "correct horse battery");

        mvc.perform(post("/app/accounts/page-change").with(ADMIN).with(csrf()).param("username", "ignored-name").param("displayName", "Nachher")
                .param("email", "c@leadfluss.example").param("language", "en").param("roles", "PRIVACY")).andExpect(redirectedUrl("/app/accounts"));
        mvc.perform(post("/app/accounts/page-change/disable").with(ADMIN).with(csrf())).andExpect(redirectedUrl("/app/accounts"));

        Account changed = accounts.findById("page-change").orElseThrow();
        assertThat(changed.displayName()).isEqualTo("Nachher");
        assertThat(changed.isEnabled()).isFalse();
    }

    @Test
    void isClosedToAllOthersAndToForgedPosts() throws Exception {
        for (Role role : Set.of(Role.MARKETER, Role.SALES, Role.INTEGRATOR, Role.PRIVACY)) {
            mvc.perform(get("/app/accounts").with(user("x").roles(role.name()))).andExpect(status().isForbidden());
        }
        mvc.perform(post("/app/accounts/sales1/password").with(ADMIN)).andExpect(status().isForbidden());
        mvc.perform(get("/app/accounts/nobody-here").with(ADMIN)).andExpect(status().isNotFound());
    }
}
