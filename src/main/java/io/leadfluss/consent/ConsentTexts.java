package io.leadfluss.consent;

import io.leadfluss.security.Tokens;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The wordings that leads agreed to, each kept once and for good under its hash. */
@Component
class ConsentTexts {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Set<String> kept = ConcurrentHashMap.newKeySet();

    ConsentTexts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the wording and returns its hash. */
    String keep(Declaration declaration) {
        String hash = hash(declaration.purpose(), declaration.language(), declaration.text());
        if (kept.contains(hash)) {
            return hash;
        }
        jdbc.sql("""
                        INSERT IGNORE INTO consent_text (hash, purpose, language, text, first_used_at)
                        VALUES (:hash, :purpose, :language, :text, :now)""")
                .param("hash", hash).param("purpose", declaration.purpose().name()).param("language", declaration.language())
                .param("text", declaration.text()).param("now", clock.instant()).update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                remember(hash);
            }
        });
        return hash;
    }

    /** Wordings of forms are few, those of other systems may be many: only so many are remembered. */
    private void remember(String hash) {
        if (kept.size() < 1_000) {
            kept.add(hash);
        }
    }

    static String hash(Purpose purpose, String language, String text) {
        return Tokens.sha256(purpose + "\n" + language + "\n" + text);
    }
}
