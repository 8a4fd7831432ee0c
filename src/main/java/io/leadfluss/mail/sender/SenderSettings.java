package io.leadfluss.mail.sender;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code leadfluss.mail}: in whose name mails are sent.
 *
 * @param sender the profile of all mails for which no other is named
 * @param senders other profiles by name; what they leave open is as in {@code sender}
 * @param streams under {@code opt-in}, {@code transactional}, {@code marketing}, {@code staff} the profile of mails for which no other is named
 */
@ConfigurationProperties("leadfluss.mail")
record SenderSettings(@DefaultValue Given sender, @DefaultValue Map<String, Given> senders, @DefaultValue Map<String, String> streams) {

    /**
     * @param company whoever names one here gives the whole imprint: two companies never share one
     * @param from address that mails come from; when not given, the company's own
     * @param replyTo address for answers; when not given, {@code from}
     * @param privacyUrl where the privacy notice stands
     * @param bounceDomain its mail server hands all mails for {@code b+…@} this domain to the mailbox that is read
     * @param dkimSelector under which the DNS publishes the public key
     * @param dkimKey file with the private key, PEM; without one the relay signs under that selector
     * @param dkimDomain whose key it is; when not given, the domain of {@code from}
     */
    record Given(String company, String legalForm, String representative, String street, String city, String country, String email, String phone,
            String registerCourt, String registerNumber, String vatId, String supervisoryChair, String generalPartner, String from, String replyTo,
            String privacyUrl, String bounceDomain, String dkimSelector, Path dkimKey, String dkimDomain) {

        Imprint imprint() {
            return new Imprint(company, legalForm, representative, street, city, country, email, phone, registerCourt, registerNumber, vatId,
                    supervisoryChair, generalPartner);
        }
    }
}
