package io.leadfluss.mail.sender;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * In whose name a mail is sent.
 *
 * @param name what steps and settings call it
 * @param from address that mails come from
 * @param replyTo address for answers
 * @param privacyUrl where the privacy notice stands; may be empty
 * @param bounceDomain where mails that cannot be delivered come back to; empty when they come back to {@code from}
 * @param dkim how mails are signed; null when they are not
 * @param imprintSettings below which settings the imprint stands, which may be those of the standard profile
 */
public record SenderProfile(String name, Imprint imprint, String from, String replyTo, String privacyUrl, String bounceDomain, Dkim dkim,
        String imprintSettings) {

    /** The profile of mails for which no other is named; its settings stand under {@code leadfluss.mail.sender}. */
    public static final String DEFAULT = "default";

    /**
     * @param domain whose key it is
     * @param selector under which the DNS publishes the public key
     * @param key file with the private key; null when the relay signs
     */
    public record Dkim(String domain, String selector, Path key) {
    }

    public SenderProfile(String name, Imprint imprint, String from, String replyTo, String privacyUrl, String bounceDomain, Dkim dkim) {
        this(name, imprint, from, replyTo, privacyUrl, bounceDomain, dkim, prefix(name));
    }

    /** The settings without which no mail may go to a lead, by their whole names. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>(imprint.missing());
        if (from.isEmpty() && !missing.contains("email")) {
            missing.add("from");
        }
        return missing.stream().map(setting -> imprintSettings + setting).toList();
    }

    /** Whether the name that receivers see passes for something else, so that no mail may go to a lead under it. */
    public boolean isDeceptive() {
        return SenderName.problem(imprint.fullName()).isPresent();
    }

    /** @throws InvalidAddress when the setting is not an address */
    public EmailAddress fromAddress() {
        return EmailAddress.parse(from);
    }

    /** @throws InvalidAddress when the setting is not an address */
    public EmailAddress replyAddress() {
        return EmailAddress.parse(replyTo);
    }

    String prefix() {
        return prefix(name);
    }

    static String prefix(String name) {
        return name.equals(DEFAULT) ? "leadfluss.mail.sender." : "leadfluss.mail.senders." + name + ".";
    }
}
