package io.leadfluss.capture;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.capture}.
 *
 * @param fastest nobody fills in a form in less time
 * @param slowest after this time a form has to be sent again
 * @param perVisitor how many forms one IP address (one /64 network of IPv6) may send per hour
 * @param perAddress how many forms may be sent for one e-mail address per day
 */
@ConfigurationProperties("leadfluss.capture")
record CaptureSettings(@DefaultValue("2s") Duration fastest, @DefaultValue("24h") Duration slowest, @DefaultValue("60") int perVisitor,
        @DefaultValue("10") int perAddress) {
}
