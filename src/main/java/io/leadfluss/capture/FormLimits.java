package io.leadfluss.capture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.leadfluss.lead.EmailAddress;
import io.leadfluss.security.Tokens;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Keeps one visitor from flooding us, and many from flooding one mailbox through us. Counted per copy of the program, in bounded memory. */
@Component
class FormLimits {

    private final CaptureSettings settings;
    private final Tokens tokens;
    private final Cache<String, Bucket> visitors = Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofHours(1)).build();
    private final Cache<String, Bucket> addresses = Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofHours(24)).build();

    FormLimits(CaptureSettings settings, Tokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    boolean allowsVisitor(String ip) {
        return visitors.get(network(ip), key -> bucket(settings.perVisitor(), Duration.ofHours(1))).tryConsume(1);
    }

    boolean allowsAddress(EmailAddress address) {
        return addresses.get(tokens.keyedHash("limit", address.key()), key -> bucket(settings.perAddress(), Duration.ofDays(1))).tryConsume(1);
    }

    private static Bucket bucket(int most, Duration time) {
        return Bucket.builder().addLimit(limit -> limit.capacity(most).refillGreedy(most, time)).build();
    }

    /** Whoever has one IPv6 address mostly has 2^64 of them. */
    private static String network(String ip) {
        try {
            byte[] address = ip.indexOf(':') < 0 ? null : InetAddress.getByName(ip).getAddress();
            return address == null || address.length != 16 ? ip : HexFormat.of().formatHex(Arrays.copyOf(address, 8));
        } catch (UnknownHostException e) {
            return ip;
        }
    }
}
