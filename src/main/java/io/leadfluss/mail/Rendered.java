package io.leadfluss.mail;

/**
 * One mail as it will be read.
 *
 * @param language of the template that was used, perhaps not the reader's own
 * @param version first digits of the hash over the template and its layout
 */
record Rendered(String subject, String html, String text, String language, String version) {
}
