package io.leadfluss.tracking;

import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.tracking}.
 *
 * @param sites origins beside our own whose pages carry {@code /v.js}, such as {@code https://www.example.com}
 * @param queue how many hits may wait to be written before further ones are dropped and counted
 * @param burst what happens to one mail within this time happens in the same moment; a hit becomes a fact only after it
 * @param soon so shortly after its delivery nobody has read a mail
 * @param patience how long a hit with a sign of a machine waits for further ones before it is believed
 * @param networks of scanners and picture proxies, such as {@code 192.0.2.0/24}
 * @param keep how long hits are kept
 */
@ConfigurationProperties("leadfluss.tracking")
record TrackingSettings(@DefaultValue List<URI> sites, @DefaultValue("10000") int queue, @DefaultValue("2s") Duration burst,
        @DefaultValue("10s") Duration soon, @DefaultValue("30s") Duration patience, @DefaultValue({"17.0.0.0/8", "209.222.80.0/21"}) List<String> networks,
        @DefaultValue("P1Y") Period keep) {

    TrackingSettings {
        for (URI site : sites) {
            if (site.getScheme() == null || site.getHost() == null || (site.getRawPath() != null && site.getRawPath().length() > 1)) {
                throw new IllegalArgumentException("leadfluss.tracking.sites: '" + site + "' is not an origin such as https://www.example.com");
            }
        }
    }

    /** As when nothing is set, but for how many may wait. */
    static TrackingSettings withQueue(int queue) {
        return new TrackingSettings(List.of(), queue, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30), List.of(), Period.ofYears(1));
    }
}
