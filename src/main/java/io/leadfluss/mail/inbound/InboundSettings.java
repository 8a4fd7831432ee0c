package io.leadfluss.mail.inbound;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.mail.inbound}: the mailbox to which mails come back, and what follows from them.
 *
 * @param host its IMAP server; without one only the answers of the relay are known
 * @param port 993 speaks TLS from the first byte, all others start it by STARTTLS
 * @param folder that is read
 * @param poll how often to look into it
 * @param delete whether a mail is deleted there once it is stored here; else it is marked as read
 * @param limit bytes of a mail that are looked at
 * @param timeout for each answer of the server
 * @param judging how long one mail may take to judge
 * @param keep how long the source of a mail stays here
 * @param soft so many soft bounces of an address without a delivery between them, and over this time, block it
 * @param unwantedLimit so many refusals of a mailing within a day, for reasons that are not the address's, hold it
 * @param complaintRate the share of complaints among sent mails above which a mailing is held
 * @param hardRate the share of dead addresses among the mails of a day above which a mailing is held
 */
@ConfigurationProperties("leadfluss.mail.inbound")
record InboundSettings(String host, @DefaultValue("993") int port, String username, String password, @DefaultValue("required") Tls tls,
        @DefaultValue("INBOX") String folder, @DefaultValue("1m") Duration poll, @DefaultValue("true") boolean delete,
        @DefaultValue("1000000") int limit, @DefaultValue("30s") Duration timeout, @DefaultValue("5s") Duration judging,
        @DefaultValue("30d") Duration keep, @DefaultValue Soft soft, @DefaultValue("10") int unwantedLimit,
        @DefaultValue("0.002") double complaintRate, @DefaultValue("0.1") double hardRate) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Duration LONGEST_KEPT = Duration.ofDays(30);

    /** Whether the way to the mailbox is encrypted. */
    enum Tls {
        /** Always, with the server's name checked. */
        REQUIRED,
        /** Never; only for a server on this machine. */
        NONE
    }

    /**
     * @param bounces at least so many
     * @param over at least so long between the first and the last
     */
    record Soft(@DefaultValue("5") int bounces, @DefaultValue("14d") Duration over) {
    }

    InboundSettings {
        if (host != null && !host.isBlank() && tls == Tls.NONE && !THIS_MACHINE.contains(host)) {
            throw new IllegalArgumentException("leadfluss.mail.inbound.tls is 'none' for the server " + host
                    + ": mails and the password would travel readable through the network; only a server on this machine may go without TLS");
        }
        if (keep.compareTo(LONGEST_KEPT) > 0) {
            throw new IllegalArgumentException("leadfluss.mail.inbound.keep is " + keep.toDays()
                    + " days: what strangers write is kept for 30 days at most");
        }
    }

    boolean isConfigured() {
        return host != null && !host.isBlank();
    }
}
