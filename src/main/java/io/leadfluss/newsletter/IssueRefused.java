package io.leadfluss.newsletter;

/** An issue cannot be handed in as it is; the key names the text that says why. */
class IssueRefused extends RuntimeException {

    private final String key;

    IssueRefused(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
