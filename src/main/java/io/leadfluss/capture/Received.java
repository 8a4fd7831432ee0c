package io.leadfluss.capture;

/**
 * What became of an arrival.
 *
 * @param consentDeclared whether a confirmation is to be asked for
 */
public record Received(long leadId, long submissionId, boolean consentDeclared) {
}
