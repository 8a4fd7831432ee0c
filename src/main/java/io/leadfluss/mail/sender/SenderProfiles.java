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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The profiles of the settings, by name. */
@Component
public class SenderProfiles {

    static final Set<String> STREAMS = Set.of("opt-in", "transactional", "marketing", "staff");

    private final Map<String, SenderProfile> profiles;
    private final Map<String, String> streams;

    public SenderProfiles(Collection<SenderProfile> profiles, Map<String, String> streams) {
        this.profiles = profiles.stream().collect(Collectors.toMap(SenderProfile::name, profile -> profile, (one, other) -> one, TreeMap::new));
        this.streams = Map.copyOf(streams);
        streams.forEach((stream, name) -> {
            if (!STREAMS.contains(stream) || !this.profiles.containsKey(name)) {
                throw new UnsafeSetting("leadfluss.mail.streams." + stream + " is '" + name + "', but there is no such stream or sender.",
                        "Streams are " + String.join(", ", new TreeSet<>(STREAMS)) + "; senders are " + String.join(", ", this.profiles.keySet()));
            }
        });
    }

    @Autowired
    SenderProfiles(SenderSettings settings) {
        this(read(settings).values(), settings.streams());
    }

    /** The profile that mails have for which none is named. */
    public SenderProfile standard() {
        return profiles.get(SenderProfile.DEFAULT);
    }

    public Optional<SenderProfile> named(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    /** The profile of mails of this stream, such as {@code opt-in}, for which none is named. */
    public SenderProfile ofStream(String stream) {
        return profiles.get(streams.getOrDefault(stream, SenderProfile.DEFAULT));
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
                throw new UnsafeSetting("leadfluss.mail.senders." + name + " is no name of a sender.",
                        "Use small letters, digits and hyphens; the settings of '" + SenderProfile.DEFAULT + "' are leadfluss.mail.sender");
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
        if (dkim != null && dkim.selector().isEmpty()) {
            throw new UnsafeSetting("The sender '" + name + "' has a DKIM key but no selector.",
                    "Set dkim-selector to the name under which the DNS publishes the key, such as leadfluss1");
        }
        SenderProfile profile = new SenderProfile(name, imprint, from,
                first(given.replyTo(), sameCompany && blank(given.from()) ? standard.replyTo() : null, from),
                first(given.privacyUrl(), sameCompany ? standard.privacyUrl() : null),
                first(given.bounceDomain(), sameCompany ? standard.bounceDomain() : null), dkim,
                sameCompany ? standard.imprintSettings() : SenderProfile.prefix(name));
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
        throw new UnsafeSetting(profile.prefix() + setting + " is '" + address + "': most mail servers take no address with letters beyond ASCII"
                + " before its @, and would refuse every mail.", "Use another address; after the @ such letters are fine");
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
