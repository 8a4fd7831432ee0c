package io.leadfluss.journey.task;

import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The language of the account that asks the engine for something; it says nothing of it itself. */
@Component
class ReaderLanguage {

    private final Accounts accounts;

    ReaderLanguage(Accounts accounts) {
        this.accounts = accounts;
    }

    Locale of(HttpServletRequest request) {
        return Optional.ofNullable(request.getUserPrincipal()).flatMap(user -> accounts.findById(user.getName())).map(Account::language)
                .map(Locale::forLanguageTag).orElse(Locale.GERMAN);
    }
}
