package io.leadfluss.lead;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address one may write to, kept as given but for its domain, which is in its ASCII form (UTS 46, non-transitional, so that
 * {@code straße.de} stays itself). Quoted local parts, comments, source routes and IP literals are refused although RFC 5321 knows them.
 */
public record EmailAddress(String localPart, String domain) {

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.CHECK_CONTEXTO);
    private static final Pattern LOCAL_PART = Pattern.compile("[\\p{L}\\p{M}\\p{N}+_'=/{|}~^*$#&?`-]+(\\.[\\p{L}\\p{M}\\p{N}+_'=/{|}~^*$#&?`-]+)*");
    /** RFC 5892, 2.1 */
    private static final Set<Integer> LETTERS_AND_DIGITS = Stream.of(Character.LOWERCASE_LETTER, Character.UPPERCASE_LETTER, Character.OTHER_LETTER,
            Character.MODIFIER_LETTER, Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.DECIMAL_DIGIT_NUMBER)
            .map(Byte::intValue).collect(Collectors.toSet());
    /** RFC 5892, 2.6: valid in the right place, which {@code CHECK_CONTEXTO} and {@code CHECK_CONTEXTJ} look at. */
    private static final String SIGNS_IN_WORDS = "\u00b7\u0375\u05f3\u05f4\u30fb\u3007\u06fd\u06fe\u0f0b\u200c\u200d";
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
        if (tooLong || !plainDomain || !isOfLettersAndDigits(domain) || !LOCAL_PART.matcher(local).matches()) {
            throw new InvalidAddress();
        }
        return new EmailAddress(local, domain);
    }

    /** UTS 46 also lets signs and emoji through, of which IDNA 2008 makes no domain. */
    private static boolean isOfLettersAndDigits(String domain) {
        if (!domain.contains("xn--")) {
            return true;
        }
        return DOMAINS.nameToUnicode(domain, new StringBuilder(), new IDNA.Info()).codePoints().allMatch(sign -> sign == '.' || sign == '-'
                || LETTERS_AND_DIGITS.contains(Character.getType(sign)) || SIGNS_IN_WORDS.indexOf(sign) >= 0);
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
        return localPart.substring(0, localPart.offsetByCodePoints(0, 1)) + "***@" + readableDomain();
    }

    /** As its owner writes it: with the letters of its domain in place of their ASCII form. */
    public String shown() {
        return localPart + "@" + readableDomain();
    }

    private String readableDomain() {
        return DOMAINS.nameToUnicode(domain, new StringBuilder(), new IDNA.Info()).toString();
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
