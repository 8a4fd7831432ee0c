package io.leadfluss.mail.sender;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.mail.sender.SenderProfile.Dkim;
import io.leadfluss.security.UnsafeSetting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Signs mails with the key of their sender. All keys are read at the start, so that a wrong one is noticed before the first mail. */
@Component
public class Signatures {

    private final Map<Dkim, DkimSigner> signers = new HashMap<>();
    private final Map<Dkim, DkimKey> keys = new HashMap<>();

    public Signatures(SenderProfiles profiles) {
        for (SenderProfile profile : profiles.all()) {
            if (profile.dkim() != null) {
                load(profile);
            }
        }
    }

    /** The whole mail, whose lines end in CRLF, with its signature before it; as it is when its sender does not sign. */
    public byte[] sign(SenderProfile sender, byte[] mail, Instant now) {
        DkimSigner signer = sender.dkim() == null ? null : signers.get(sender.dkim());
        if (signer == null) {
            return mail;
        }
        byte[] header = signer.header(mail, now).getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[header.length + mail.length];
        System.arraycopy(header, 0, signed, 0, header.length);
        System.arraycopy(mail, 0, signed, header.length, mail.length);
        return signed;
    }

    /** The key of this sender, null when it does not sign or the relay does. */
    DkimKey key(SenderProfile sender) {
        return keys.get(sender.dkim());
    }

    private void load(SenderProfile profile) {
        Dkim dkim = profile.dkim();
        try {
            // Also as a check: a domain with a line break would break the header.
            String domain = EmailAddress.parse("x@" + dkim.domain()).domain();
            if (!dkim.selector().matches("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*")) {
                throw new UnsafeSetting("The DKIM selector '" + dkim.selector() + "' of the sender '" + profile.name() + "' is no name in the DNS.",
                        "Use letters, digits and hyphens in " + profile.prefix() + "dkim-selector, such as leadfluss1");
            }
            if (dkim.key() == null) {
                return;
            }
            DkimKey key = keys.computeIfAbsent(dkim, each -> DkimKey.read(each.key()));
            signers.put(dkim, new DkimSigner(domain, dkim.selector(), key));
        } catch (InvalidAddress e) {
            throw new UnsafeSetting("The DKIM domain '" + dkim.domain() + "' of the sender '" + profile.name() + "' is no domain.",
                    "Set " + profile.prefix() + "dkim-domain or " + profile.prefix() + "from");
        } catch (IllegalArgumentException e) {
            throw new UnsafeSetting(e.getMessage() + ".", "Set " + profile.prefix() + "dkim-key to the file with the private key");
        }
    }
}
