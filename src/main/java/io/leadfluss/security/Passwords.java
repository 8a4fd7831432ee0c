package io.leadfluss.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes and checks passwords. A right one is remembered for a minute under a keyed hash, so that a program that sends it with each request does
 * not cost a slow hash each time; a changed password has another stored hash and so is never found there.
 */
@Component
class Passwords {

    static final int SHORTEST = 12;
    /** What bcrypt can tell apart: it ignores all bytes after these. */
    private static final int LONGEST = 72;
    private static final int REMEMBERED = 1_000;
    private static final long REMEMBERED_FOR = TimeUnit.SECONDS.toNanos(60);

    private final PasswordEncoder encoder;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final String nobodysHash;
    private final Map<String, Long> right = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
        this.nobodysHash = hash(random());
    }

    /** 24 characters nobody can guess. */
    String random() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String hash(String password) {
        return encoder.encode(password);
    }

    /** @throws IllegalArgumentException when the password could be guessed or is longer than the hash can tell apart */
    static void check(String username, String password) {
        if (password.length() < SHORTEST || password.toLowerCase(Locale.ROOT).contains(username)) {
            throw new IllegalArgumentException("The password needs " + SHORTEST + " characters or more and must not contain the user name");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("The password has at most " + LONGEST + " bytes");
        }
    }

    boolean matches(String password, String hash) {
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return false;
        }
        String remembered = keyedHash(password, hash);
        if (isRemembered(remembered)) {
            return true;
        }
        boolean matches = encoder.matches(password, hash);
        if (matches) {
            remember(remembered);
        }
        return matches;
    }

    /** Takes as long as a real check, so that nobody learns from the time whether an account exists. */
    void matchesNobody(String password) {
        encoder.matches(password.length() > LONGEST ? "" : password, nobodysHash);
    }

    private synchronized boolean isRemembered(String keyedHash) {
        Long until = right.get(keyedHash);
        return until != null && until - System.nanoTime() > 0;
    }

    private synchronized void remember(String keyedHash) {
        right.put(keyedHash, System.nanoTime() + REMEMBERED_FOR);
    }

    private String keyedHash(String password, String hash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] stored = hash.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(stored.length).array());
            mac.update(stored);
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
