package io.leadfluss.consent;

/**
 * The circumstances of a declaration, kept as its proof.
 *
 * @param formVersion SHA-256 of the form's file as it was shown
 * @param ip address of the visitor, or null when staff or a program declared
 */
public record Evidence(String form, String formVersion, String pageUrl, String ip, String userAgent) {
}
