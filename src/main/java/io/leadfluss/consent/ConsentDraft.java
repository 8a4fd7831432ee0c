package io.leadfluss.consent;

import io.leadfluss.consent.ConsentEvent.Kind;
import java.time.Instant;

/** A link of the chain of proof before it is chained. */
final class ConsentDraft {

    private final long leadId;
    private final Long requestId;
    private final Kind kind;
    private Purpose purpose;
    private String textHash;
    private Evidence evidence = new Evidence(null, null, null, null, null);
    private String mailMessageId;
    private String mailCopy;
    private String relayAnswer;
    private String tokenHash;
    private String reason;

    ConsentDraft(long leadId, Long requestId, Kind kind) {
        this.leadId = leadId;
        this.requestId = requestId;
        this.kind = kind;
    }

    ConsentDraft about(Purpose meant, String wordingHash) {
        purpose = meant;
        textHash = wordingHash;
        return this;
    }

    ConsentDraft under(Evidence circumstances) {
        evidence = circumstances;
        return this;
    }

    ConsentDraft byMail(String messageId, String copy, String answer) {
        mailMessageId = messageId;
        mailCopy = copy;
        relayAnswer = answer;
        return this;
    }

    ConsentDraft byToken(String usedTokenHash) {
        tokenHash = usedTokenHash;
        return this;
    }

    ConsentDraft because(String why) {
        reason = why;
        return this;
    }

    /** The event at the end of the chain, with its hash. */
    ConsentEvent chainedTo(String previous, Instant at) {
        return event(at, previous, event(at, previous, null).computedHash());
    }

    private ConsentEvent event(Instant at, String previous, String hash) {
        return new ConsentEvent(0, leadId, requestId, kind, purpose, textHash, limit(evidence.form(), 60), limit(evidence.formVersion(), 64),
                limit(evidence.pageUrl(), 500), limit(evidence.ip(), 45), limit(evidence.userAgent(), 400), limit(mailMessageId, 200),
                mailCopy, limit(relayAnswer, 500), tokenHash, limit(reason, 200), at, previous, hash);
    }

    private static String limit(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
