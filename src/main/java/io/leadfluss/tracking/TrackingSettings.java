package io.leadfluss.tracking;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.tracking}.
 *
 * @param sites origins beside our own whose pages carry {@code /v.js}, such as {@code https://www.example.com}
 * @param queue how many hits may wait to be written before further ones are dropped and counted
 * @param burst several links of one mail within this time were opened by a machine; a hit becomes a fact only after it
 */
@ConfigurationProperties("leadfluss.tracking")
record TrackingSettings(@DefaultValue List<URI> sites, @DefaultValue("10000") int queue, @DefaultValue("2s") Duration burst) {

    TrackingSettings {
        for (URI site : sites) {
            if (site.getScheme() == null || site.getHost() == null || (site.getRawPath() != null && site.getRawPath().length() > 1)) {
                throw new IllegalArgumentException("leadfluss.tracking.sites: '" + site + "' is not an origin such as https://www.example.com");
            }
        }
    }
}
