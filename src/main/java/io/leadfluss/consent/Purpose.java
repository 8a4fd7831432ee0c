package io.leadfluss.consent;

import java.util.Locale;

/** What a consent is for; each has a box, a wording and a proof of its own. */
public enum Purpose {

    /** Advertising by e-mail. */
    NEWSLETTER,
    /** Recording of opens, clicks and visits of this person. */
    TRACKING,
    /** Advertising by telephone. */
    PHONE;

    /** As forms and filters write it: {@code newsletter}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the known purposes when the key is none of them */
    public static Purpose of(String key) {
        for (Purpose purpose : values()) {
            if (purpose.key().equals(key)) {
                return purpose;
            }
        }
        throw new IllegalArgumentException("purpose '" + key + "' is not known: use newsletter, tracking or phone");
    }
}
