package io.leadfluss.tracking;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The web sites that are ours, so that a lead who allowed it may be recognised there. */
@Component
class Sites {

    private final Set<String> origins;

    Sites(TrackingSettings settings, @Value("${leadfluss.base-url}") URI baseUrl) {
        this.origins = Stream.concat(Stream.of(baseUrl), settings.sites().stream()).map(Sites::origin).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an address, or the value of an Origin header, belongs to one of our sites. */
    boolean areOurs(String address) {
        try {
            return origins.contains(origin(URI.create(address)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int port = address.getPort() != -1 ? address.getPort() : "https".equals(scheme) ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
