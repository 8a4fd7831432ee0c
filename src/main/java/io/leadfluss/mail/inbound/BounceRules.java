package io.leadfluss.mail.inbound;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table by which failures are judged. An enhanced status code (RFC 3463) wins over the basic SMTP code; where the code says nothing
 * (x.0.0), the words do, and words that nobody knows count as soft: a lead is never lost for a reason that we do not understand.
 */
final class BounceRules {

    /** Not part of an IP address or a version. */
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern BASIC = Pattern.compile("(?<![\\d.])([45])\\d\\d(?=[\\s\\-#,:]|$)(?!\\.\\d)");

    /** Each line of a long answer begins with the codes again. */
    private static final Pattern NEXT_LINE = Pattern.compile("\\s[245]\\d\\d[ -]+([245]\\.\\d{1,3}\\.\\d{1,3}\\s+)?");

    /** The codes that say enough by themselves; the longest beginning that fits counts. */
    private static final List<CodeRule> CODES = List.of(
            // addressing: the mailbox or its domain is not there
            code("5.1.1", BounceClass.HARD), code("5.1.2", BounceClass.HARD), code("5.1.3", BounceClass.HARD),
            code("5.1.6", BounceClass.HARD),
            code("5.1.10", BounceClass.HARD),
            // … or ours is not liked
            code("5.1.7", BounceClass.POLICY), code("5.1.8", BounceClass.POLICY),
            code("5.1.4", BounceClass.SOFT), code("5.1.5", BounceClass.SOFT), code("5.1.9", BounceClass.SOFT),
            // mailbox: disabled for good, or full
            code("5.2.1", BounceClass.HARD), code("5.2.2", BounceClass.SOFT), code("5.2.3", BounceClass.UNWANTED),
            code("5.2.4", BounceClass.SOFT),
            // mail system
            code("5.3.1", BounceClass.SOFT), code("5.3.2", BounceClass.SOFT), code("5.3.3", BounceClass.SOFT),
            code("5.3.4", BounceClass.UNWANTED),
            code("5.3.5", BounceClass.SOFT),
            // network and routing: no such domain
            code("5.4.4", BounceClass.HARD), code("5.4.310", BounceClass.HARD),
            code("5.4.2", BounceClass.SOFT), code("5.4.3", BounceClass.SOFT), code("5.4.5", BounceClass.SOFT),
            code("5.4.6", BounceClass.SOFT),
            code("5.4.7", BounceClass.SOFT), code("5.4.14", BounceClass.SOFT), code("5.4.300", BounceClass.SOFT),
            code("5.4.316", BounceClass.SOFT),
            // content
            code("5.6", BounceClass.UNWANTED),
            // security and policy: authentication and reputation are ours to mend …
            code("5.7.5", BounceClass.POLICY), code("5.7.7", BounceClass.POLICY), code("5.7.8", BounceClass.POLICY),
            code("5.7.9", BounceClass.POLICY),
            code("5.7.20", BounceClass.POLICY), code("5.7.21", BounceClass.POLICY), code("5.7.22", BounceClass.POLICY),
            code("5.7.23", BounceClass.POLICY), code("5.7.24", BounceClass.POLICY), code("5.7.25", BounceClass.POLICY),
            code("5.7.26", BounceClass.POLICY), code("5.7.27", BounceClass.POLICY), code("5.7.28", BounceClass.POLICY),
            code("5.7.29", BounceClass.POLICY), code("5.7.40", BounceClass.POLICY), code("5.7.64", BounceClass.POLICY),
            code("5.7.5xx", BounceClass.POLICY), code("5.7.6xx", BounceClass.POLICY), code("5.7.7xx", BounceClass.POLICY),
            // … the rest is one receiver's rule for one mail, unless the words say more
            code("5.7.1xx", BounceClass.UNWANTED),
            code("4.7", BounceClass.UNWANTED), code("4", BounceClass.SOFT));

    /** Asked in this order, where the code leaves it open. */
    private static final List<WordRule> WORDS = List.of(
            words(BounceClass.POLICY, "spamhaus", "spamcop", "barracuda", "block ?list", "black ?list", "blocked (using|by)",
                    "\\bdnsbl\\b", "\\brbl\\b",
                    "\\bdmarc\\b", "\\bspf\\b", "\\bdkim\\b", "reverse dns", "\\bptr\\b", "(poor|bad|low) reputation",
                    "sender(score| reputation)",
                    "authentication (is )?(required|failed)", "unauthenticated", "not authori[sz]ed to send",
                    "sender (address )?(rejected|verify failed|denied|blocked)", "policy (restrictions|reasons|violation)",
                    "\\bip=\\S+ - (a|dialup|none)", "ask your postmaster for help", "banned sending ip", "bulk (mail|sender)"),
            words(BounceClass.SOFT, "over ?quota", "quota (is )?exceeded", "exceeded (the |its |his )?(storage|quota|disk)",
                    "mailbox (is |was )?(too )?full",
                    "(storage|disk) (quota|space|limit)", "insufficient (system )?(storage|space|disk)", "out of (disk )?space",
                    "at a rate that prevents",
                    "too many (messages|connections|recipients)", "try (again )?later", "temporar", "timed? ?out", "timeout",
                    "connection (refused|reset|lost|dropped)",
                    "network is unreachable", "no route to host", "resources? (temporarily )?unavailable", "greylist", "expired",
                    "postfach (ist )?(des empf\\S+ )?(voll|\\S*f\\S*llt)", "speicher(platz|kontingent)", "bo\\S*te .{0,30}pleine"),
            words(BounceClass.HARD, "user (is |was )?unknown",
                    "unknown (or illegal )?(user|alias|recipient|local part|address|mailbox|account)",
                    "no such (user|recipient|person|mailbox|address|local user|account|domain|host)",
                    "(user|recipient|mailbox|account|address|domain|e-?mail address|konto)[^.\\n]{0,60}(does ?n[o']t|doesn.t"
                            + "|did not) exist",
                    "(couldn'?t|could ?n[o']t|can(no|')t) be found",
                    "(user|recipient|mailbox|address|addressee|account|domain)( name)?( was| is)? not found",
                    "recipient ?not ?found",
                    "recipient (address )?rejected", "(invalid|bad|illegal) (recipient|mailbox|address|user|destination)",
                    "mailbox (is )?(unavailable|disabled|inactive|invalid)",
                    "no mailbox (here )?(by|with|for) that name", "address rejected", "user \\S* ?(doesn't|does not) have",
                    "not a valid (recipient|mailbox|user|address)",
                    "not listed in", "(account|mailbox|user|address)( \\S+)? (has been |is |was )?(disabled|deactivated|inactive|closed"
                            + "|suspended|terminated|deleted|blocked from receiving)",
                    "no longer (valid|active|available|in use|works|employed)", "host (or domain name )?not found",
                    "domain (name )?(was )?not found", "unrout(e)?able",
                    "no (valid )?mx", "nxdomain", "(name service|dns) error", "unzustellbar: unbekannt",
                    "empf\\S+ (ist )?(unbekannt|existiert nicht|nicht gefunden)",
                    "unbekannte[rs]? (empf|benutzer|adress)", "adresse .{0,40}(existiert nicht|nicht gefunden|unbekannt)",
                    "kein (solcher )?benutzer",
                    "destinataire inconnu", "destinatario (desconocido|sconosciuto)"),
            words(BounceClass.UNWANTED, "spam", "junk", "virus", "content", "phish", "reject", "den(y|ied)", "refused",
                    "not (accepted|allowed|permitted)", "relay", "too (large|big)",
                    "size"));

    private BounceRules() {
    }

    /**
     * @param status the enhanced code that decided, or empty
     * @param basic the SMTP code, or 0
     */
    record Judgement(BounceClass bounce, String status, int basic) {
    }

    private record CodeRule(String beginning, BounceClass bounce) {

        boolean fits(String status) {
            return beginning.endsWith("xx")
                    ? status.startsWith(beginning.substring(0, beginning.length() - 2)) && status.length() == beginning.length()
                    : status.equals(beginning) || status.startsWith(beginning + ".");
        }
    }

    private record WordRule(BounceClass bounce, Pattern pattern) {
    }

    /** Judges a failure by the code that a report gives, which may be missing, and the words of the server that refused. */
    static Judgement judge(String given, String words) {
        String status = status(given, words).orElse("");
        int basic = basic(words);
        Optional<CodeRule> rule = CODES.stream().filter(each -> each.fits(status))
                .max((one, other) -> Integer.compare(one.beginning().length(), other.beginning().length()));
        String bare = NEXT_LINE.matcher(words).replaceAll(" ");
        BounceClass byWords = WORDS.stream().filter(each -> each.pattern().matcher(bare).find()).map(WordRule::bounce).findFirst()
                .orElse(null);
        if (rule.isPresent()) {
            // Gmail says 5.2.1 also when somebody gets too many mails at once.
            boolean onlyNow = status.equals("5.2.1") && byWords == BounceClass.SOFT;
            return new Judgement(onlyNow ? BounceClass.SOFT : rule.get().bounce(), status, basic);
        }
        if (status.startsWith("5.7")) {
            return new Judgement(byWords == BounceClass.POLICY ? BounceClass.POLICY : BounceClass.UNWANTED, status, basic);
        }
        if (status.startsWith("5.1") && byWords == null) {
            return new Judgement(BounceClass.HARD, status, basic);
        }
        if (status.isEmpty() && basic >= 400 && basic < 500) {
            return new Judgement(BounceClass.SOFT, status, basic);
        }
        return new Judgement(byWords == null ? BounceClass.SOFT : byWords, status, basic);
    }

    /** The code that says most: the one given, unless it is a mere x.y.0 and the words hold a better one of the same kind. */
    private static Optional<String> status(String given, String words) {
        Optional<String> first = codes(given).findFirst();
        if (first.isPresent() && !first.get().endsWith(".0")) {
            return first;
        }
        return codes(words).filter(code -> !code.endsWith(".0") && (first.isEmpty() || code.charAt(0) == first.get().charAt(0))).findFirst()
                .or(() -> first).or(() -> codes(words).findFirst());
    }

    private static Stream<String> codes(String text) {
        return STATUS.matcher(text).results().map(MatchResult::group).filter(code -> !code.startsWith("2"));
    }

    private static int basic(String words) {
        Matcher found = BASIC.matcher(words);
        return found.find() ? Integer.parseInt(found.group()) : 0;
    }

    private static CodeRule code(String beginning, BounceClass bounce) {
        return new CodeRule(beginning, bounce);
    }

    private static WordRule words(BounceClass bounce, String... patterns) {
        return new WordRule(bounce, Pattern.compile(String.join("|", patterns), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }
}
