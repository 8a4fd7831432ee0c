package io.leadfluss.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The proof of all consents: a chain of events per lead that can be continued and checked, but not changed. */
@Component
public class ConsentLedger {

    private final JdbcClient jdbc;
    private final Clock clock;

    ConsentLedger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The events of a lead, oldest first. */
    public List<ConsentEvent> of(long leadId) {
        return jdbc.sql("SELECT * FROM consent_event WHERE lead_id = :lead ORDER BY id").param("lead", leadId)
                .query((row, n) -> ConsentEvent.read(row)).list();
    }

    /** The lead's first event that is not what was written, or does not follow from the one before; empty when all is well. */
    public Optional<ConsentEvent> verify(long leadId) {
        String previous = ConsentEvent.START;
        for (ConsentEvent event : of(leadId)) {
            if (!event.previousHash().equals(previous) || !event.hash().equals(event.computedHash()) || !wordingIsUnchanged(event)) {
                return Optional.of(event);
            }
            previous = event.hash();
        }
        return Optional.empty();
    }

    /** Continues the lead's chain; the caller holds the lock of the lead's row, so nobody else does at the same time. */
    List<ConsentEvent> append(long leadId, List<ConsentDraft> drafts) {
        String previous = drafts.isEmpty() ? null : end(leadId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<ConsentEvent> chained = new ArrayList<>();
        for (ConsentDraft draft : drafts) {
            ConsentEvent link = draft.chainedTo(previous, now);
            chained.add(link);
            previous = link.hash();
        }
        insert(chained);
        return chained;
    }

    private String end(long leadId) {
        return jdbc.sql("SELECT hash FROM consent_event WHERE lead_id = :lead ORDER BY id DESC LIMIT 1").param("lead", leadId)
                .query(String.class).optional().orElse(ConsentEvent.START);
    }

    private void insert(List<ConsentEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        for (ConsentEvent event : events) {
            Collections.addAll(values, event.leadId(), event.requestId(), event.kind().name(),
                    event.purpose() == null ? null : event.purpose().name(), event.textHash(), event.form(), event.formVersion(),
                    event.pageUrl(), event.ip(), event.userAgent(), event.mailMessageId(), event.mailCopy(), event.relayAnswer(),
                    event.tokenHash(), event.reason(), event.occurredAt(), event.previousHash(), event.hash());
        }
        jdbc.sql("""
                        INSERT INTO consent_event (lead_id, request_id, kind, purpose, text_hash, form, form_version, page_url, ip, user_agent,
                          mail_message_id, mail_copy, relay_answer, token_hash, reason, occurred_at, previous_hash, hash) VALUES\s"""
                        + String.join(", ", Collections.nCopies(events.size(), "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")))
                .params(values).update();
    }

    private boolean wordingIsUnchanged(ConsentEvent event) {
        return event.textHash() == null || jdbc.sql("SELECT purpose, language, text FROM consent_text WHERE hash = :hash")
                .param("hash", event.textHash())
                .query((row, n) -> ConsentTexts.hash(Purpose.valueOf(row.getString("purpose")), row.getString("language"), row.getString("text")))
                .optional().map(event.textHash()::equals).orElse(false);
    }
}
