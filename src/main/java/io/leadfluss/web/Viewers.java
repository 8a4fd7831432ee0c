package io.leadfluss.web;

import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows the account of whoever is logged in; asked once per request, and only if somebody wants to know. */
@Component
class Viewers {

    private static final String ATTRIBUTE = Viewers.class.getName();

    private final Accounts accounts;

    Viewers(Accounts accounts) {
        this.accounts = accounts;
    }

    Viewer of(HttpServletRequest request) {
        return new Viewer(request, this);
    }

    @SuppressWarnings("unchecked")
    Optional<Account> account(HttpServletRequest request) {
        Optional<Account> known = (Optional<Account>) request.getAttribute(ATTRIBUTE);
        if (known == null) {
            Principal principal = request.getUserPrincipal();
            known = principal == null ? Optional.empty() : accounts.findById(principal.getName());
            request.setAttribute(ATTRIBUTE, known);
        }
        return known;
    }
}
