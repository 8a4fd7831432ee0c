package io.leadfluss.journey.task;

import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.web.Languages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The language of whoever asks the engine for something, as in the back office: what was chosen last in this browser, else the account's. */
@Component
class ReaderLanguage {

    private final Accounts accounts;

    ReaderLanguage(Accounts accounts) {
        this.accounts = accounts;
    }

    Locale of(HttpServletRequest request) {
        return Languages.chosen(request).or(() -> Optional.ofNullable(request.getUserPrincipal()).flatMap(user -> accounts.findById(user.getName()))
                .map(Account::language)).map(Locale::forLanguageTag).orElse(Locale.GERMAN);
    }
}
