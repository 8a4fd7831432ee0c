package io.leadfluss.mail;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.mail}.
 *
 * @param smtp the relay that mails are handed to
 * @param sender whose mails they are, as the law wants it to stand in each of them
 * @param dispatch how many at a time, and how often
 */
@ConfigurationProperties("leadfluss.mail")
record MailSettings(@DefaultValue Smtp smtp, @DefaultValue Sender sender, @DefaultValue Dispatch dispatch) {

    /** Whether the way to the relay is encrypted. */
    enum Tls {
        /** Always, with the relay's name checked; without it nothing is sent. */
        REQUIRED,
        /** Never; only for a relay on this machine. */
        NONE
    }

    /**
     * @param host name of the relay; without one mails stay in the outbox
     * @param port 465 speaks TLS from the first byte, all others start it by STARTTLS
     * @param timeout for each answer of the relay
     */
    record Smtp(String host, @DefaultValue("587") int port, String username, String password, @DefaultValue("required") Tls tls,
            @DefaultValue("10s") Duration connectTimeout, @DefaultValue("60s") Duration timeout) {

        private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

        Smtp {
            if (host != null && !host.isBlank() && tls == Tls.NONE && !THIS_MACHINE.contains(host)) {
                throw new IllegalArgumentException("leadfluss.mail.smtp.tls is 'none' for the relay " + host
                        + ": mails would travel readable through the network; only a relay on this machine may go without TLS");
            }
        }

        boolean isConfigured() {
            return host != null && !host.isBlank();
        }
    }

    /**
     * @param from address that mails come from; when not given, the company's own
     * @param replyTo address for answers; when not given, {@code from}
     * @param privacyUrl where the privacy notice stands
     */
    record Sender(String company, String legalForm, String representative, String street, String city, String country, String email, String phone,
            String registerCourt, String registerNumber, String vatId, String from, String replyTo, String privacyUrl) {

        /** The settings that an advertising mail must not go without (DDG § 5, GmbHG § 35a). */
        List<String> missing() {
            Map<String, String> needed = new LinkedHashMap<>();
            needed.put("company", company);
            needed.put("legal-form", legalForm);
            needed.put("representative", representative);
            needed.put("street", street);
            needed.put("city", city);
            needed.put("email", email);
            needed.put("phone", phone);
            needed.put("register-court", registerCourt);
            needed.put("register-number", registerNumber);
            needed.put("vat-id", vatId);
            return needed.entrySet().stream().filter(entry -> blank(entry.getValue()))
                    .map(entry -> "leadfluss.mail.sender." + entry.getKey()).toList();
        }

        String fromAddress() {
            return blank(from) ? email : from;
        }

        String replyAddress() {
            return blank(replyTo) ? fromAddress() : replyTo;
        }

        /** Company and legal form, without naming the form twice. */
        String fullName() {
            return blank(company) ? "" : blank(legalForm) || company.endsWith(legalForm) ? company : company + " " + legalForm;
        }

        private static boolean blank(String value) {
            return value == null || value.isBlank();
        }
    }

    /**
     * @param workers threads that send; one more serves only what must not wait behind advertising; 0 sends nothing by itself
     * @param batch mails that a worker takes at a time
     * @param poll how often to look for mails that another copy of the program queued
     * @param lease how long a silent copy of the program keeps its mails
     * @param attempts after so many a mail that the relay puts off has failed
     */
    record Dispatch(@DefaultValue("2") int workers, @DefaultValue("50") int batch, @DefaultValue("3s") Duration poll,
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
