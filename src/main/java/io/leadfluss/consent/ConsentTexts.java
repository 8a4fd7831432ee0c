package io.leadfluss.consent;

import io.leadfluss.security.Tokens;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The wordings that leads agreed to, each kept once and for good under its hash. */
@Component
class ConsentTexts {

    private final JdbcClient jdbc;
    private final Clock clock;

    ConsentTexts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the wording and returns its hash. */
    String keep(Declaration declaration) {
        String hash = hash(declaration.purpose(), declaration.language(), declaration.text());
        jdbc.sql("INSERT IGNORE INTO consent_text (hash, purpose, language, text, first_used_at) VALUES (:hash, :purpose, :language, :text, :now)")
                .param("hash", hash).param("purpose", declaration.purpose().name()).param("language", declaration.language())
                .param("text", declaration.text()).param("now", clock.instant()).update();
        return hash;
    }

    static String hash(Purpose purpose, String language, String text) {
        return Tokens.sha256(purpose + "\n" + language + "\n" + text);
    }
}
