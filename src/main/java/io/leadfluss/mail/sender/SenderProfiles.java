package io.leadfluss.mail.sender;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.lead.InvalidAddress;
import io.leadfluss.mail.sender.SenderProfile.Dkim;
import io.leadfluss.mail.sender.SenderSettings.Given;
import io.leadfluss.security.UnsafeSetting;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The profiles of the settings, by name. */
@Component
public class SenderProfiles {

    private final Map<String, SenderProfile> profiles;

    public SenderProfiles(Collection<SenderProfile> profiles) {
        this.profiles = profiles.stream().collect(Collectors.toMap(SenderProfile::name, profile -> profile, (one, other) -> one, TreeMap::new));
    }

    @Autowired
    SenderProfiles(SenderSettings settings) {
        this(read(settings).values());
    }

    /** The profile that mails have for which none is named. */
    public SenderProfile standard() {
        return profiles.get(SenderProfile.DEFAULT);
    }

    /** The profile of this name, or the standard one when the name is null. */
    public Optional<SenderProfile> named(String name) {
        return Optional.ofNullable(name == null ? standard() : profiles.get(name));
    }

    /** All of them, in the order of their names. */
    public Collection<SenderProfile> all() {
        return profiles.values();
    }

    private static Map<String, SenderProfile> read(SenderSettings settings) {
        Map<String, SenderProfile> profiles = new TreeMap<>();
        SenderProfile standard = profile(SenderProfile.DEFAULT, settings.sender(), null);
        profiles.put(SenderProfile.DEFAULT, standard);
        settings.senders().forEach((name, given) -> {
            if (name.equals(SenderProfile.DEFAULT) || !name.matches("[a-z0-9-]{1,40}")) {
                throw new IllegalArgumentException("leadfluss.mail.senders." + name + ": the name of a sender has small letters, digits and hyphens,"
                        + " and '" + SenderProfile.DEFAULT + "' is leadfluss.mail.sender");
            }
            profiles.put(name, profile(name, given, standard));
        });
        return profiles;
    }

    private static SenderProfile profile(String name, Given given, SenderProfile standard) {
        boolean sameCompany = standard != null && blank(given.company());
        Imprint imprint = sameCompany ? standard.imprint() : given.imprint();
        String from = first(given.from(), given.email(), sameCompany ? standard.from() : null);
        String domain = from.substring(from.indexOf('@') + 1);
        Dkim shared = sameCompany ? standard.dkim() : null;
        Dkim dkim = blank(given.dkimSelector()) && given.dkimKey() == null
                ? shared == null ? null : new Dkim(first(given.dkimDomain(), domain), shared.selector(), shared.key())
                : new Dkim(first(given.dkimDomain(), domain), first(given.dkimSelector()), given.dkimKey());
        if (dkim != null && (dkim.selector().isEmpty() || dkim.key() == null)) {
            throw new IllegalArgumentException("The sender '" + name + "' needs dkim-selector and dkim-key, or neither");
        }
        SenderProfile profile = new SenderProfile(name, imprint, from, first(given.replyTo(), sameCompany && blank(given.from()) ? standard.replyTo() : null, from),
                first(given.privacyUrl(), sameCompany ? standard.privacyUrl() : null),
                first(given.bounceDomain(), sameCompany ? standard.bounceDomain() : null), dkim);
        checkAddress(profile, "from", profile.from());
        checkAddress(profile, "reply-to", profile.replyTo());
        checkAddress(profile, "email", imprint.email());
        checkAddress(profile, "bounce-domain", profile.bounceDomain().isEmpty() ? "" : "b@" + profile.bounceDomain());
        return profile;
    }

    private static void checkAddress(SenderProfile profile, String setting, String address) {
        try {
            if (address.isEmpty() || StandardCharsets.US_ASCII.newEncoder().canEncode(EmailAddress.parse(address).localPart())) {
                return;
            }
        } catch (InvalidAddress e) {
            throw new UnsafeSetting(profile.prefix() + setting + " is '" + address + "', which is no address.", "Write it like news@example.com");
        }
        throw new UnsafeSetting(profile.prefix() + setting + " is '" + address + "': most mail servers take no address with letters beyond ASCII before"
                + " its @, and would refuse every mail.", "Use another address; after the @ such letters are fine");
    }

    private static String first(String... values) {
        for (String value : values) {
            if (!blank(value)) {
                return value.strip();
            }
        }
        return "";
    }

    private static boolean blank(String value) {
        return value == null || value.isBlank();
    }
}
