package io.leadfluss.tracking;

import io.leadfluss.security.Tokens;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Addresses through which opens and clicks come back to us. Only for leads who allow tracking; the caller asks Consents first. */
@Component
public class Tracking {

    private static final Set<String> WEB = Set.of("http", "https");

    private final Links links;
    private final Tokens tokens;
    private final URI baseUrl;

    Tracking(Links links, Tokens tokens, @Value("${leadfluss.base-url}") URI baseUrl) {
        this.links = links;
        this.tokens = tokens;
        this.baseUrl = baseUrl;
    }

    /**
     * An address that leads to the target and tells us of the click. The target is stored, once per mailing, and is not in the address; so it
     * must be the same for all recipients.
     *
     * @param name the link's name in the mailing
     * @throws IllegalArgumentException when the target is not a web address
     */
    public String clickUrl(long leadId, long messageId, String mailing, String name, String target) {
        if (!isWebAddress(target)) {
            throw new IllegalArgumentException("Link '" + name + "' of mailing " + mailing + " cannot be tracked: its target is not a web address");
        }
        return baseUrl + "/l/" + tokens.issue("click", leadId, messageId, links.findOrAdd(mailing, name, target).id());
    }

    /** An address of an invisible picture that tells us of the opening. */
    public String pixelUrl(long leadId, long messageId, String mailing) {
        return baseUrl + "/o/" + tokens.issue("open", leadId, messageId, links.findOrAdd(mailing, "pixel", "").id()) + ".gif";
    }

    /** An address for a link that no person can see, so that whoever follows it is a machine. */
    public String trapUrl(long leadId, long messageId, String mailing) {
        return baseUrl + "/l/" + tokens.issue("click", leadId, messageId, links.findOrAdd(mailing, "trap", Link.TRAP).id());
    }

    private static boolean isWebAddress(String target) {
        try {
            URI address = new URI(target);
            return target.length() <= 2_000 && address.getHost() != null && address.getScheme() != null && WEB.contains(address.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
