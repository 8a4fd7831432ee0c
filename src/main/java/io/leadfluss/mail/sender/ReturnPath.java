package io.leadfluss.mail.sender;

import io.leadfluss.security.Tokens;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The envelope sender of each mail, to which it comes back when it cannot be delivered: {@code b+token@bounce.domain}. The token says which mail it
 * was and cannot be made by anybody else, so whoever writes to it had that mail in hands. It is hexadecimal since servers change the case of letters.
 */
@Component
public class ReturnPath {

    private static final String USE = "bounce";
    /** Forwarders put their own words before it, as in {@code SRS0=x=y=b+token@forwarder}. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:.*[=+])?b\\+([0-9a-f]{48})(?:=[^@]*)?@[^@]+");

    private final Tokens tokens;
    private final SenderProfiles profiles;

    ReturnPath(Tokens tokens, SenderProfiles profiles) {
        this.tokens = tokens;
        this.profiles = profiles;
    }

    /** Of a mail by the standard profile. */
    public String of(long messageId) {
        return of(messageId, profiles.standard());
    }

    /** Without a domain for bounces they come back to the address that the mail is from. */
    public String of(long messageId, SenderProfile sender) {
        return sender.bounceDomain().isEmpty() ? sender.from()
                : "b+" + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(tokens.issue(USE, messageId))) + "@" + sender.bounceDomain();
    }

    /** The mail that came back to this address; empty when the address was not made by us. */
    public OptionalLong messageOf(String address) {
        Matcher parts = ADDRESS.matcher(address == null ? "" : address.strip());
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        byte[] token = HexFormat.of().parseHex(parts.group(1).toLowerCase(Locale.ROOT));
        return tokens.verify(USE, Base64.getUrlEncoder().withoutPadding().encodeToString(token)).filter(ids -> ids.length == 1)
                .map(ids -> OptionalLong.of(ids[0])).orElseGet(OptionalLong::empty);
    }
}
