package io.leadfluss.lead;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address one may write to, kept as given but for its domain, which is in its ASCII form (UTS 46, non-transitional, so that
 * {@code straße.de} stays itself). Quoted local parts, comments, source routes and IP literals are refused although RFC 5321 knows them.
 */
public record EmailAddress(String localPart, String domain) {

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.CHECK_CONTEXTO);
    private static final Pattern LOCAL_PART = Pattern.compile("[\\p{L}\\p{M}\\p{N}+_'=/{|}~^*$#&?`-]+(\\.[\\p{L}\\p{M}\\p{N}+_'=/{|}~^*$#&?`-]+)*");
    private static final Set<String> FREE_MAIL = Set.of("gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de",
            "t-online.de", "outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "live.com", "live.de", "yahoo.com", "yahoo.de", "icloud.com",
            "me.com", "aol.com", "freenet.de", "posteo.de", "mailbox.org", "proton.me", "protonmail.com", "mail.de", "arcor.de", "online.de");

    /** @throws InvalidAddress when the text is not one plain address */
    public static EmailAddress parse(String text) {
        String address = text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        int at = address.indexOf('@');
        if (at < 1 || at != address.lastIndexOf('@')) {
            throw new InvalidAddress();
        }
        String local = address.substring(0, at);
        IDNA.Info info = new IDNA.Info();
        String domain = DOMAINS.nameToASCII(address.substring(at + 1), new StringBuilder(), info).toString().toLowerCase(Locale.ROOT);
        boolean tooLong = local.getBytes(StandardCharsets.UTF_8).length > 64 || domain.length() > 253
                || local.getBytes(StandardCharsets.UTF_8).length + 1 + domain.length() > 254;
        boolean plainDomain = !info.hasErrors() && domain.indexOf('.') > 0 && !domain.endsWith(".")
                && !Character.isDigit(domain.charAt(domain.length() - 1));
        if (tooLong || !plainDomain || !LOCAL_PART.matcher(local).matches()) {
            throw new InvalidAddress();
        }
        return new EmailAddress(local, domain);
    }

    /** The form by which two spellings are the same lead; dots and tags count, case does not. */
    public String key() {
        return localPart.toLowerCase(Locale.ROOT) + "@" + domain;
    }

    /** Whether the domain belongs to a provider of private mailboxes, so says nothing about a company. */
    public boolean isFreeMail() {
        return FREE_MAIL.contains(domain);
    }

    /** The address with all but its first letter and its domain hidden, to be shown where others may look. */
    public String masked() {
        return localPart.substring(0, localPart.offsetByCodePoints(0, 1)) + "***@" + domain;
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
