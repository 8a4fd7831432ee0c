package io.leadfluss.mail;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.mail}.
 *
 * @param smtp the relay that mails are handed to
 * @param dispatch how many at a time, and how often
 */
@ConfigurationProperties("leadfluss.mail")
record MailSettings(@DefaultValue Smtp smtp, @DefaultValue Dispatch dispatch) {

    /** Whether the way to the relay is encrypted. */
    enum Tls {
        /** Always, with the relay's name checked; without it nothing is sent. */
        REQUIRED,
        /** The same, and spoken from the first byte whatever the port. */
        IMPLICIT,
        /** Never; only for a relay on this machine. */
        NONE
    }

    /**
     * @param host name of the relay; without one mails stay in the outbox
     * @param port 465 speaks TLS from the first byte, all others start it by STARTTLS
     * @param timeout for each answer of the relay, and for each piece of a mail that it takes
     * @param sslBundle name under {@code spring.ssl.bundle} of the certificates to trust; when not given, those of the Java runtime
     */
    record Smtp(String host, @DefaultValue("587") int port, String username, String password, @DefaultValue("required") Tls tls,
            @DefaultValue("10s") Duration connectTimeout, @DefaultValue("60s") Duration timeout, String sslBundle) {

        private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

        Smtp {
            if (host != null && !host.isBlank() && tls == Tls.NONE && !THIS_MACHINE.contains(host)) {
                throw new IllegalArgumentException("leadfluss.mail.smtp.tls is 'none' for the relay " + host
                        + ": mails would travel readable through the network; only a relay on this machine may go without TLS");
            }
        }

        /** For making the connection, and for one mail as a whole, however often a byte comes: by default the ten minutes of RFC 5321, 4.5.3.2.6. */
        Duration longest() {
            return timeout.multipliedBy(10);
        }

        boolean isConfigured() {
            return host != null && !host.isBlank();
        }
    }

    /**
     * @param workers threads that send; one more serves only what must not wait behind advertising; 0 sends nothing by itself
     * @param batch mails that a worker takes at a time
     * @param poll how often to look for mails that another copy of the program queued
     * @param lease how long a silent copy of the program keeps its mails
     * @param attempts after so many a mail that the relay puts off has failed
     */
    record Dispatch(@DefaultValue("2") int workers, @DefaultValue("200") int batch, @DefaultValue("1s") Duration poll,
            @DefaultValue("60s") Duration lease, @DefaultValue("10") int attempts) {
    }

    /** Where the program can be reached. */
    @ConfigurationProperties("leadfluss")
    record Place(URI baseUrl) {

        String base() {
            return baseUrl.toString().replaceAll("/+$", "");
        }
    }
}
