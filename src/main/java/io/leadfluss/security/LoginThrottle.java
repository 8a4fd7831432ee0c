package io.leadfluss.security;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts failed logins per account and address, and per address over all accounts; whoever fails too often has to wait. */
@Component
class LoginThrottle {

    private static final int PER_ACCOUNT = 10;
    private static final int PER_ADDRESS = 50;
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final int REMEMBERED = 20_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    boolean mustWait(String username, String address) {
        return ofAccount(username, address).getAvailableTokens() == 0 || ofAddress(address).getAvailableTokens() == 0;
    }

    void failed(String username, String address) {
        ofAccount(username, address).tryConsume(1);
        ofAddress(address).tryConsume(1);
    }

    void succeeded(String username, String address) {
        ofAccount(username, address).reset();
    }

    private Bucket ofAccount(String username, String address) {
        return bucket(username + " " + address, PER_ACCOUNT);
    }

    private Bucket ofAddress(String address) {
        return bucket(address, PER_ADDRESS);
    }

    private synchronized Bucket bucket(String key, int failures) {
        return buckets.computeIfAbsent(key,
                unknown -> Bucket.builder().addLimit(limit -> limit.capacity(failures).refillGreedy(failures, PERIOD)).build());
    }
}
