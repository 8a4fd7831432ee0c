package io.leadfluss.mail.sender;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges the name that stands before the address of a mail. Many programs show nothing else, so it must not pass for an address, an answer or somebody
 * else's letters; receivers take such names for fraud.
 */
final class SenderName {

    private static final Pattern ADDRESS = Pattern.compile("[@＠﹫]|(?iu)https?:|\\bwww\\.");
    private static final Pattern ANSWER = Pattern.compile("(?iu)\\s*(re|aw|fw|fwd|wg|antw|sv)\\s*:.*");
    /** Control characters, and those that are not seen or turn the direction of what follows. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");
    private static final Pattern LOOKS_LATIN = Pattern.compile("[\\p{IsCyrillic}\\p{IsGreek}]");

    private SenderName() {
    }

    /** Name of the sentence that says what is wrong, below {@code sending.profile.}; empty when nothing is. */
    static Optional<String> problem(String name) {
        return UNSEEN.matcher(name).find() ? Optional.of("name-unseen")
                : ADDRESS.matcher(name).find() ? Optional.of("name-address")
                : ANSWER.matcher(name).matches() ? Optional.of("name-answer")
                : LATIN.matcher(name).find() && LOOKS_LATIN.matcher(name).find() ? Optional.of("name-letters") : Optional.empty();
    }
}
