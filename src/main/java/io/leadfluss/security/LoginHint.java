package io.leadfluss.security;

/**
 * An account shown with its password on the login page; only the demo has such beans.
 *
 * @param messageKey text that says what this person does
 */
public record LoginHint(String username, String password, String messageKey) {
}
