package io.leadfluss.journey.model;

import java.time.Period;
import java.time.format.DateTimeParseException;

/** Whether a lead that has been in a journey may enter it again: never, always, once per subject (an order, say), or after some days. */
public record ReEntry(Rule rule, Period after) {

    public enum Rule { ONCE, ALWAYS, PER_SUBJECT, AFTER }

    /** @param text {@code once} (also when null), {@code always}, {@code per-subject}, or an ISO 8601 period such as {@code P180D} */
    public static ReEntry parse(String text) {
        if (text == null) {
            return new ReEntry(Rule.ONCE, null);
        }
        return switch (text) {
            case "once" -> new ReEntry(Rule.ONCE, null);
            case "always" -> new ReEntry(Rule.ALWAYS, null);
            case "per-subject" -> new ReEntry(Rule.PER_SUBJECT, null);
            default -> {
                try {
                    yield new ReEntry(Rule.AFTER, Period.parse(text));
                } catch (DateTimeParseException e) {
                    throw new IllegalArgumentException(
                            "reentry '" + text + "' is not known: use once, always, per-subject or a period such as P180D", e);
                }
            }
        };
    }
}
