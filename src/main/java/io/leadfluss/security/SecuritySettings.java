package io.leadfluss.security;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code leadfluss.security}.
 *
 * @param secret the server's key, Base64 of at least 32 random bytes; all tokens and suppression hashes die with it
 */
@ConfigurationProperties("leadfluss.security")
record SecuritySettings(String secret) {

    SecuritySettings {
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("LEADFLUSS_SECURITY_SECRET is not set: give Base64 of 32 random bytes, e.g. from 'openssl rand -base64 32'");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("LEADFLUSS_SECURITY_SECRET is not Base64: give the output of 'openssl rand -base64 32'");
        }
        if (bytes.length < 32) {
            throw new IllegalArgumentException("LEADFLUSS_SECURITY_SECRET has " + bytes.length + " bytes, it needs 32 or more");
        }
    }

    byte[] key() {
        return Base64.getDecoder().decode(secret.strip());
    }
}
