package io.leadfluss.scoring.trial;

/** What was handed in cannot be tried; the message says why, in words for who did. */
class TrialRefused extends RuntimeException {

    private final String key;
    private final transient Object[] values;

    /** @param key of the text that says so */
    TrialRefused(String key, Object... values) {
        super(key);
        this.key = key;
        this.values = values;
    }

    String key() {
        return key;
    }

    Object[] values() {
        return values.clone();
    }
}
