package io.leadfluss.mail.sender;

import io.leadfluss.mail.sender.Dns.Answer;
import io.leadfluss.mail.sender.Dns.Questions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether the DNS of a domain lets an address send for it (RFC 7208), as a receiver would work it out. */
class Spf {

    /** RFC 7208, 4.6.4: a receiver stops there, and the record counts for nothing. */
    static final int MOST_LOOKUPS = 10;

    /** What the record says of an address. */
    enum Verdict { PASS, FAIL, SOFT_FAIL, NEUTRAL, NONE, BROKEN, NO_ANSWER }

    /** The record counts for nothing, or could not be read to its end. */
    private static class Stop extends RuntimeException {

        private final Verdict verdict;

        Stop(Verdict verdict, String reason) {
            super(reason, null, false, false);
            this.verdict = verdict;
        }
    }

    /** @param reason of BROKEN and NO_ANSWER: where it ended, else empty */
    record Result(Verdict verdict, int lookups, String reason) {
    }

    private final Questions dns;
    private final Map<String, Answer<String>> known = new HashMap<>();
    private int lookups;

    Spf(Questions dns) {
        this.dns = dns;
    }

    /** All records of the domain that begin as one of SPF does; there must be exactly one. */
    Answer<String> records(String domain) {
        return known.computeIfAbsent(domain, asked -> {
            Answer<String> texts = dns.texts(asked);
            return new Answer<>(texts.asked(), texts.values().stream()
                    .filter(text -> text.toLowerCase(Locale.ROOT).matches("v=spf1( .*)?")).toList());
        });
    }

    Result judge(String domain, InetAddress address) {
        lookups = 0;
        try {
            return new Result(walk(domain, address, 0).orElse(Verdict.NEUTRAL), lookups, "");
        } catch (Stop stop) {
            return new Result(stop.verdict, lookups, stop.getMessage());
        }
    }

    /** Empty when nothing in the record is about the address. */
    private Optional<Verdict> walk(String domain, InetAddress address, int depth) {
        Answer<String> found = records(domain);
        if (!found.asked()) {
            throw new Stop(Verdict.NO_ANSWER, domain);
        }
        if (found.values().size() != 1) {
            if (depth == 0) {
                return Optional.of(found.values().isEmpty() ? Verdict.NONE : Verdict.BROKEN);
            }
            throw new Stop(Verdict.BROKEN, domain);
        }
        String redirect = null;
        for (String term : found.values().get(0).strip().split(" +")) {
            String lower = term.toLowerCase(Locale.ROOT);
            if (lower.equals("v=spf1")) {
                continue;
            }
            if (lower.startsWith("redirect=")) {
                redirect = term.substring(9);
            } else if (!lower.matches("[a-z][a-z0-9_.-]*=.*") && matches(term, domain, address, depth)) {
                return Optional.of(verdict(term));
            }
        }
        if (redirect != null) {
            count(redirect);
            return walk(redirect, address, depth + 1);
        }
        return Optional.empty();
    }

    private boolean matches(String term, String domain, InetAddress address, int depth) {
        String mechanism = "+-~?".indexOf(term.charAt(0)) >= 0 ? term.substring(1) : term;
        int end = indexOf(mechanism, ":/");
        String name = mechanism.substring(0, end).toLowerCase(Locale.ROOT);
        String rest = mechanism.substring(end);
        String value = rest.startsWith(":") ? rest.substring(1) : "";
        int slash = name.startsWith("ip") ? -1 : rest.indexOf('/');
        String target = slash < 0 ? value : rest.startsWith(":") ? rest.substring(1, slash) : "";
        String host = target.isEmpty() ? domain : target;
        return switch (name) {
            case "all" -> true;
            case "ip4", "ip6" -> network(value, address, term);
            case "include" -> {
                count(host);
                yield walk(host, address, depth + 1).filter(verdict -> verdict == Verdict.PASS).isPresent();
            }
            case "a" -> {
                count(host);
                yield among(addresses(host), address, slash < 0 ? "" : rest.substring(slash), term);
            }
            case "mx" -> {
                count(host);
                List<InetAddress> all = new ArrayList<>();
                exchangers(host).forEach(exchanger -> all.addAll(addresses(exchanger)));
                yield among(all, address, slash < 0 ? "" : rest.substring(slash), term);
            }
            // What they say hangs on the mail; they cost a lookup, and a sound record gets by without them.
            case "ptr", "exists" -> {
                count(host);
                yield false;
            }
            default -> throw new Stop(Verdict.BROKEN, term);
        };
    }

    private static Verdict verdict(String term) {
        return switch (term.charAt(0)) {
            case '-' -> Verdict.FAIL;
            case '~' -> Verdict.SOFT_FAIL;
            case '?' -> Verdict.NEUTRAL;
            default -> Verdict.PASS;
        };
    }

    private void count(String where) {
        if (++lookups > MOST_LOOKUPS) {
            throw new Stop(Verdict.BROKEN, where);
        }
    }

    private List<InetAddress> addresses(String host) {
        Answer<InetAddress> found = host.contains("%") ? new Answer<>(true, List.of()) : dns.addresses(host);
        if (!found.asked()) {
            throw new Stop(Verdict.NO_ANSWER, host);
        }
        return found.values();
    }

    private List<String> exchangers(String domain) {
        Answer<String> found = domain.contains("%") ? new Answer<>(true, List.of()) : dns.exchangers(domain);
        if (!found.asked()) {
            throw new Stop(Verdict.NO_ANSWER, domain);
        }
        return found.values().stream().filter(name -> !name.isEmpty()).limit(MOST_LOOKUPS).toList();
    }

    private static boolean among(List<InetAddress> hosts, InetAddress address, String lengths, String term) {
        String[] each = lengths.split("/", -1);
        // "/24", "//64" or "/24//64"
        String four = each.length > 1 ? each[1] : "";
        String six = each.length > 3 ? each[3] : "";
        String length = address.getAddress().length == 4 ? four : six;
        return hosts.stream().filter(host -> host.getAddress().length == address.getAddress().length)
                .anyMatch(host -> sameNetwork(host, address, length.isEmpty() ? host.getAddress().length * 8 : number(length, term)));
    }

    private static boolean network(String value, InetAddress address, String term) {
        int slash = value.indexOf('/');
        String host = slash < 0 ? value : value.substring(0, slash);
        if (!host.matches("[0-9a-fA-F:.]+")) {
            throw new Stop(Verdict.BROKEN, term);
        }
        try {
            InetAddress network = InetAddress.getByName(host);
            return network.getAddress().length == address.getAddress().length
                    && sameNetwork(network, address, slash < 0 ? network.getAddress().length * 8 : number(value.substring(slash + 1), term));
        } catch (UnknownHostException e) {
            throw new Stop(Verdict.BROKEN, term);
        }
    }

    private static int number(String text, String term) {
        if (!text.matches("\\d{1,3}")) {
            throw new Stop(Verdict.BROKEN, term);
        }
        return Integer.parseInt(text);
    }

    private static boolean sameNetwork(InetAddress one, InetAddress other, int bits) {
        byte[] first = one.getAddress();
        byte[] second = other.getAddress();
        for (int bit = 0; bit < Math.min(bits, first.length * 8); bit++) {
            int mask = 0x80 >> bit % 8;
            if ((first[bit / 8] & mask) != (second[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            if (signs.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
