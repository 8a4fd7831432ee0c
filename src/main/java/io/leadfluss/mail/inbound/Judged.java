package io.leadfluss.mail.inbound;

/**
 * What a mail is, and how that was seen.
 *
 * @param bounce only for a bounce
 * @param status the enhanced code that decided, else empty
 * @param words of the server that refused, or of the person who wrote; may hold personal data
 */
record Judged(Kind kind, BounceClass bounce, String status, String words) {

    static Judged of(Kind kind, String words) {
        return new Judged(kind, null, "", words);
    }
}
