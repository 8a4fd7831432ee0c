package io.leadfluss.mail.sender;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.mail.check}: how the DNS is asked about us.
 *
 * @param outgoing the addresses from which the relay sends to the world; when not given, the public ones of the relay itself
 * @param dnsServer whom to ask, as {@code host} or {@code host:port}; when not given, whom this machine asks
 * @param timeout for one answer
 */
@ConfigurationProperties("leadfluss.mail.check")
record CheckSettings(@DefaultValue List<String> outgoing, String dnsServer, @DefaultValue("3s") Duration timeout) {

    /** The relay, of which mail itself knows more. */
    @ConfigurationProperties("leadfluss.mail.smtp")
    record RelayHost(String host) {
    }
}
