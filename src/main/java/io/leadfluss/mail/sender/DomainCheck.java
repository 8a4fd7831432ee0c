package io.leadfluss.mail.sender;

import io.leadfluss.lead.EmailAddress;
import io.leadfluss.mail.sender.Dns.Answer;
import io.leadfluss.mail.sender.Dns.Questions;
import io.leadfluss.mail.sender.Finding.Grade;
import io.leadfluss.mail.sender.Finding.Subject;
import io.leadfluss.mail.sender.SenderProfile.Dkim;
import io.leadfluss.mail.sender.Spf.Result;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Looks at the DNS as a receiver of our mails will: whether it knows our signature, our servers and us. */
@Component
class DomainCheck {

    private static final Set<String> RESERVED = Set.of("example", "test", "invalid", "localhost", "local", "internal");
    private static final Set<String> RESERVED_DOMAINS = Set.of("example.com", "example.net", "example.org");
    /** From a network for documentation (RFC 5737): no record names it, so each is read to its end. */
    private static final String NOBODY = "192.0.2.1";
    private static final int SHORT_KEY = 2048;

    private final Dns dns;
    private final Signatures signatures;
    private final SenderProfiles profiles;
    private final CheckSettings settings;
    private final CheckSettings.RelayHost relay;

    DomainCheck(Dns dns, Signatures signatures, SenderProfiles profiles, CheckSettings settings, CheckSettings.RelayHost relay) {
        this.dns = dns;
        this.signatures = signatures;
        this.profiles = profiles;
        this.settings = settings;
        this.relay = relay;
    }

    List<Finding> check(SenderProfile profile) {
        List<Finding> findings = new ArrayList<>();
        findings.add(profile.missing().isEmpty() ? Finding.of(Subject.PROFILE, Grade.GOOD, "complete", profile.imprint().fullName())
                : Finding.of(Subject.PROFILE, Grade.BAD, "incomplete").found(String.join(", ", profile.missing())));
        SenderName.problem(profile.imprint().fullName()).ifPresent(problem ->
                findings.add(Finding.of(Subject.PROFILE, Grade.BAD, problem).found(profile.imprint().fullName())));
        if (profile.from().isEmpty()) {
            return findings;
        }
        String from = profile.fromAddress().domain();
        if (isReserved(from)) {
            findings.add(Finding.of(Subject.SPF, Grade.UNKNOWN, "reserved", from));
            return findings;
        }
        String envelope = profile.bounceDomain().isEmpty() ? from : EmailAddress.parse("b@" + profile.bounceDomain()).domain();
        Questions questions = dns.questions();
        List<InetAddress> outgoing = outgoing(questions);
        checkStreams(profile, findings);
        checkSpf(questions, envelope, outgoing, findings);
        checkDkim(questions, profile, from, findings);
        checkDmarc(questions, profile, from, envelope, findings);
        checkMx(questions, from, envelope, profile, findings);
        checkReverse(questions, outgoing, findings);
        return findings;
    }

    private static boolean isReserved(String domain) {
        return RESERVED.contains(domain.substring(domain.lastIndexOf('.') + 1)) || RESERVED_DOMAINS.stream()
                .anyMatch(reserved -> domain.equals(reserved) || domain.endsWith("." + reserved));
    }

    /** A mailing that annoys must not take the check mails down with it. */
    private void checkStreams(SenderProfile profile, List<Finding> findings) {
        SenderProfile advertising = profiles.ofStream("marketing");
        SenderProfile confirming = profiles.ofStream("opt-in");
        if (profile.name().equals(advertising.name()) && !confirming.from().isEmpty()) {
            boolean together = confirming.fromAddress().domain().equals(advertising.fromAddress().domain());
            findings.add(together ? Finding.of(Subject.STREAMS, Grade.HINT, "together", advertising.fromAddress().domain())
                    : Finding.of(Subject.STREAMS, Grade.GOOD, "apart", advertising.fromAddress().domain(), confirming.fromAddress().domain()));
        }
    }

    private void checkSpf(Questions questions, String domain, List<InetAddress> outgoing, List<Finding> findings) {
        Spf spf = new Spf(questions);
        Answer<String> records = spf.records(domain);
        if (!records.asked()) {
            findings.add(noAnswer(Subject.SPF, domain));
            return;
        }
        if (records.values().size() != 1) {
            // Where nobody knows them, the gap shows where the addresses of the relay belong.
            String servers = outgoing.isEmpty() ? "ip4:…" : String.join(" ", outgoing.stream().map(DomainCheck::mechanism).toList());
            findings.add(records.values().isEmpty() ? Finding.of(Subject.SPF, Grade.BAD, "none", domain).wanted("v=spf1 " + servers + " -all")
                    : Finding.of(Subject.SPF, Grade.BAD, "several", domain).found(String.join("\n", records.values())));
            return;
        }
        String record = records.values().get(0);
        Result whole = spf.judge(domain, literal(NOBODY));
        Finding finding = switch (whole.verdict()) {
            case BROKEN -> whole.lookups() > Spf.MOST_LOOKUPS ? Finding.of(Subject.SPF, Grade.BAD, "lookups", domain, Spf.MOST_LOOKUPS)
                    : Finding.of(Subject.SPF, Grade.BAD, "broken", domain, whole.reason());
            case NO_ANSWER -> noAnswer(Subject.SPF, whole.reason());
            case PASS -> Finding.of(Subject.SPF, Grade.BAD, "everybody", domain);
            default -> ofSenders(spf, domain, outgoing, whole);
        };
        findings.add(finding.found(record));
    }

    private Finding ofSenders(Spf spf, String domain, List<InetAddress> outgoing, Result whole) {
        for (InetAddress address : outgoing) {
            Result result = spf.judge(domain, address);
            if (result.verdict() == Spf.Verdict.NO_ANSWER) {
                return noAnswer(Subject.SPF, result.reason());
            }
            if (result.verdict() != Spf.Verdict.PASS) {
                // A provider's relay mostly sends from other addresses than those it takes mails at.
                return (settings.outgoing().isEmpty() ? Finding.of(Subject.SPF, Grade.HINT, "not-relay", domain, address.getHostAddress())
                        : Finding.of(Subject.SPF, Grade.BAD, "not-ours", domain, address.getHostAddress())).wanted(mechanism(address));
            }
        }
        if (whole.verdict() == Spf.Verdict.NEUTRAL || whole.verdict() == Spf.Verdict.NONE) {
            return Finding.of(Subject.SPF, Grade.HINT, "open", domain).wanted("~all");
        }
        return outgoing.isEmpty() ? Finding.of(Subject.SPF, Grade.HINT, "unproven", domain, whole.lookups())
                : Finding.of(Subject.SPF, Grade.GOOD, "good", domain, whole.lookups());
    }

    private void checkDkim(Questions questions, SenderProfile profile, String from, List<Finding> findings) {
        Dkim dkim = profile.dkim();
        if (dkim == null) {
            findings.add(Finding.of(Subject.DKIM, Grade.BAD, "unsigned")
                    .wanted(profile.prefix() + "dkim-selector\n" + profile.prefix() + "dkim-key"));
            return;
        }
        String name = dkim.selector() + "._domainkey." + EmailAddress.parse("x@" + dkim.domain()).domain();
        DkimKey ours = signatures.key(profile);
        String wanted = ours == null ? null : name + ". IN TXT \"v=DKIM1; k=rsa; p=" + ours.published() + "\"";
        Answer<String> records = questions.texts(name);
        if (!records.asked()) {
            findings.add(noAnswer(Subject.DKIM, name));
            return;
        }
        List<String> keys = records.values().stream().filter(text -> tags(text).containsKey("p")).toList();
        if (keys.size() != 1) {
            findings.add(Finding.of(Subject.DKIM, Grade.BAD, keys.isEmpty() ? "none" : "several", name).wanted(wanted));
            return;
        }
        Map<String, String> tags = tags(keys.get(0));
        String key = tags.get("p").replaceAll("\\s", "");
        Optional<Integer> bits = DkimKey.bits(key);
        Finding finding;
        if (key.isEmpty()) {
            finding = Finding.of(Subject.DKIM, Grade.BAD, "revoked", name).wanted(wanted);
        } else if (!tags.getOrDefault("v", "DKIM1").equals("DKIM1") || !tags.getOrDefault("k", "rsa").equals("rsa") || bits.isEmpty()
                || !allows(tags.getOrDefault("h", "sha256"), "sha256") || !allows(tags.getOrDefault("s", "*"), "email")) {
            finding = Finding.of(Subject.DKIM, Grade.BAD, "unusable", name).wanted(wanted);
        } else if (ours != null && !ours.published().equals(key)) {
            finding = Finding.of(Subject.DKIM, Grade.BAD, "other-key", name).wanted(wanted);
        } else if (allows(tags.getOrDefault("t", ""), "y")) {
            finding = Finding.of(Subject.DKIM, Grade.HINT, "testing", name).wanted(wanted);
        } else if (bits.get() < SHORT_KEY) {
            finding = Finding.of(Subject.DKIM, Grade.HINT, "short", name, bits.get());
        } else {
            finding = Finding.of(Subject.DKIM, Grade.GOOD, ours == null ? "by-relay" : "good", name, bits.get());
        }
        findings.add(finding.found(keys.get(0)));
    }

    /** Looked for at the domain and then at those above it, as receivers do it (RFC 7489, and its successor's walk up the tree). */
    private void checkDmarc(Questions questions, SenderProfile profile, String from, String envelope, List<Finding> findings) {
        for (String domain = from; domain.indexOf('.') > 0; domain = domain.substring(domain.indexOf('.') + 1)) {
            Answer<String> texts = questions.texts("_dmarc." + domain);
            if (!texts.asked()) {
                findings.add(noAnswer(Subject.DMARC, "_dmarc." + domain));
                return;
            }
            List<String> records = texts.values().stream().filter(text -> text.matches("(?i)v\\s*=\\s*DMARC1\\s*(;.*)?")).toList();
            if (!records.isEmpty()) {
                findings.add((records.size() > 1 ? Finding.of(Subject.DMARC, Grade.BAD, "several", domain)
                        : ofPolicy(profile, tags(records.get(0)), domain, from, envelope)).found(String.join("\n", records)));
                return;
            }
        }
        findings.add(Finding.of(Subject.DMARC, Grade.BAD, "none", from)
                .wanted("_dmarc." + from + ". IN TXT \"v=DMARC1; p=none; rua=mailto:" + profile.replyTo() + "\""));
    }

    private static Finding ofPolicy(SenderProfile profile, Map<String, String> tags, String domain, String from, String envelope) {
        String policy = tags.getOrDefault(domain.equals(from) ? "p" : tags.containsKey("sp") ? "sp" : "p", "").toLowerCase(Locale.ROOT);
        if (!Set.of("none", "quarantine", "reject").contains(policy)) {
            return Finding.of(Subject.DMARC, Grade.BAD, "broken", domain);
        }
        boolean signed = profile.dkim() != null
                && aligned(EmailAddress.parse("x@" + profile.dkim().domain()).domain(), from, domain, tags.getOrDefault("adkim", "r"));
        if (!signed && !aligned(envelope, from, domain, tags.getOrDefault("aspf", "r"))) {
            return Finding.of(Subject.DMARC, Grade.BAD, "unaligned", from, envelope);
        }
        if (!signed) {
            // A forwarded mail keeps its signature but not its server.
            return Finding.of(Subject.DMARC, Grade.HINT, "only-spf", from);
        }
        if (policy.equals("none")) {
            return Finding.of(Subject.DMARC, Grade.HINT, "watching", domain).wanted("p=quarantine");
        }
        return tags.containsKey("rua") ? Finding.of(Subject.DMARC, Grade.GOOD, "good", domain, policy)
                : Finding.of(Subject.DMARC, Grade.HINT, "unreported", domain).wanted("rua=mailto:" + profile.replyTo());
    }

    /** @param organisation the domain whose record speaks for the others below it */
    private static boolean aligned(String domain, String from, String organisation, String mode) {
        boolean strict = mode.equalsIgnoreCase("s");
        return domain.equals(from) || !strict && isWithin(domain, organisation) && isWithin(from, organisation);
    }

    private static boolean isWithin(String domain, String organisation) {
        return domain.equals(organisation) || domain.endsWith("." + organisation);
    }

    private void checkMx(Questions questions, String from, String envelope, SenderProfile profile, List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        for (String domain : List.of(envelope, from, profile.replyAddress().domain())) {
            if (!seen.add(domain)) {
                continue;
            }
            Answer<String> exchangers = questions.exchangers(domain);
            Answer<InetAddress> own = exchangers.none() ? questions.addresses(domain) : new Answer<>(true, List.of());
            if (!exchangers.asked() || !own.asked()) {
                findings.add(noAnswer(Subject.MX, domain));
            } else if (exchangers.none() && own.none() || exchangers.values().equals(List.of(""))) {
                findings.add(Finding.of(Subject.MX, Grade.BAD, domain.equals(envelope) ? "no-bounces" : "none", domain));
            } else if (exchangers.none()) {
                findings.add(Finding.of(Subject.MX, Grade.HINT, "implicit", domain));
            } else {
                String lost = exchangers.values().stream().filter(host -> questions.addresses(host).none()).findFirst().orElse(null);
                findings.add((lost != null ? Finding.of(Subject.MX, Grade.BAD, "lost", domain, lost)
                        : Finding.of(Subject.MX, Grade.GOOD, "good", domain))
                        .found(String.join("\n", exchangers.values())));
            }
        }
        if (profile.bounceDomain().isEmpty()) {
            findings.add(Finding.of(Subject.MX, Grade.HINT, "no-bounce-domain", from).wanted(profile.prefix() + "bounce-domain"));
        }
    }

    /** Forward-confirmed: the name that an address has must lead back to it. */
    private void checkReverse(Questions questions, List<InetAddress> outgoing, List<Finding> findings) {
        if (outgoing.isEmpty() || settings.outgoing().isEmpty()) {
            findings.add(Finding.of(Subject.PTR, Grade.HINT, "no-address").wanted("leadfluss.mail.check.outgoing"));
            return;
        }
        for (InetAddress address : outgoing) {
            Answer<String> names = questions.names(address);
            if (!names.asked()) {
                findings.add(noAnswer(Subject.PTR, address.getHostAddress()));
            } else if (names.none()) {
                findings.add(Finding.of(Subject.PTR, Grade.BAD, "none", address.getHostAddress()));
            } else {
                boolean back = names.values().stream().anyMatch(name -> questions.addresses(name).values().contains(address));
                findings.add(Finding.of(Subject.PTR, back ? Grade.GOOD : Grade.BAD, back ? "good" : "one-way", address.getHostAddress())
                        .found(String.join("\n", names.values())));
            }
        }
    }

    private List<InetAddress> outgoing(Questions questions) {
        List<InetAddress> addresses = new ArrayList<>();
        List<String> hosts = !settings.outgoing().isEmpty() ? settings.outgoing()
                : relay.host() == null || relay.host().isBlank() ? List.of() : List.of(relay.host().replaceAll("^\\[|]$", ""));
        for (String host : hosts) {
            addresses.addAll(host.matches("[0-9.]+|.*:.*") ? List.of(literal(host)) : questions.addresses(host).values());
        }
        addresses.removeIf(address -> address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || address.isAnyLocalAddress());
        return addresses;
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("leadfluss.mail.check.outgoing names '" + address + "', which is no address", e);
        }
    }

    private static String mechanism(InetAddress address) {
        return (address.getAddress().length == 4 ? "ip4:" : "ip6:") + address.getHostAddress();
    }

    private static Finding noAnswer(Subject subject, String domain) {
        return Finding.of(subject, Grade.UNKNOWN, "no-answer", domain);
    }

    private static boolean allows(String list, String value) {
        return List.of(list.split("\\s*:\\s*")).stream().anyMatch(each -> each.equals(value) || each.equals("*"));
    }

    /** {@code v=DKIM1; k=rsa; p=…} as a map. */
    private static Map<String, String> tags(String record) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : record.split(";")) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(tag.substring(0, equals).strip().toLowerCase(Locale.ROOT), tag.substring(equals + 1).strip());
            }
        }
        return tags;
    }
}
