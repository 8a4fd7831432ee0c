package io.leadfluss.security;

/** What was asked for would break a rule of the accounts; the key names the text that says so to people. */
class AccountRefused extends IllegalArgumentException {

    private final String key;

    AccountRefused(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
