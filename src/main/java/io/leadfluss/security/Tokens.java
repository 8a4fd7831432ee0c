package io.leadfluss.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Signs row numbers so that they can stand in a public address: nobody can make or guess a token without the server's key, and a token made for
 * one use is worthless for another. A token is URL-safe Base64 of the numbers and 128 bits of HMAC-SHA-256.
 */
@Component
public class Tokens {

    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;

    Tokens(SecuritySettings settings) {
        this.key = new SecretKeySpec(settings.key(), "HmacSHA256");
    }

    /** A token for these rows, good for this use only (say {@code confirm}). */
    public String issue(String use, long... ids) {
        byte[] numbers = numbers(ids);
        byte[] token = Arrays.copyOf(numbers, numbers.length + MAC_BYTES);
        System.arraycopy(mac(use, numbers), 0, token, numbers.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The rows that the token was issued for; empty when it was made by somebody else or for another use. */
    public Optional<long[]> verify(String use, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int length = bytes.length - MAC_BYTES;
        if (length <= 0 || length % Long.BYTES != 0) {
            return Optional.empty();
        }
        byte[] numbers = Arrays.copyOf(bytes, length);
        byte[] expected = Arrays.copyOf(mac(use, numbers), MAC_BYTES);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, length, bytes.length))) {
            return Optional.empty();
        }
        long[] ids = new long[length / Long.BYTES];
        ByteBuffer.wrap(numbers).asLongBuffer().get(ids);
        return Optional.of(ids);
    }

    /** A keyed hash (64 hex digits) by which a value can be recognised but not read, not even by guessing, without the server's key. */
    public String keyedHash(String use, String value) {
        return HexFormat.of().formatHex(mac(use, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** SHA-256 of a text as 64 hex digits. */
    public static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] numbers(long[] ids) {
        ByteBuffer buffer = ByteBuffer.allocate(ids.length * Long.BYTES);
        buffer.asLongBuffer().put(ids);
        return buffer.array();
    }

    private byte[] mac(String use, byte[] value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(use.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
