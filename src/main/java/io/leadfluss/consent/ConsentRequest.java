package io.leadfluss.consent;

import io.leadfluss.security.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What a lead is asked to confirm. */
record ConsentRequest(long id, long leadId, String form, String tokenHash, boolean open, Instant expiresAt, List<Wish> wishes) {

    /** One purpose in the words that stood beside its box. */
    public record Wish(Purpose purpose, String textHash, String text) {
    }

    boolean isOpen(Instant now) {
        return open && expiresAt.isAfter(now);
    }

    /** Recognises that a page showed just these purposes in just these words. */
    String fingerprint() {
        return Tokens.sha256(wishes.stream().map(Wish::textHash).sorted().collect(Collectors.joining(" ")));
    }
}
