package io.leadfluss.mail.inbound;

/**
 * A mail from outside with its words, as its page shows it.
 *
 * @param text what its sender wrote
 * @param source the beginning of it as it came; empty when it is forgotten
 */
public record ShownMail(ListedMail mail, String from, String subject, String text, String source) {
}
