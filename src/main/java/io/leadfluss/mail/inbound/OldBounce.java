package io.leadfluss.mail.inbound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure told in words only, as mail servers did before RFC 3464 and some still do. It is known by who sends it or how it begins; what the
 * server said stands between that beginning and the copy of our own mail.
 */
record OldBounce(String words, boolean delayed) {

    private static final Pattern MACHINE = Pattern.compile("(mailer-daemon|mail-?daemon|postmaster|mail delivery (sub)?system"
            + "|mail administrator|bounce-?handler"
            + "|mdaemon|double-?bounce|internet mail delivery|mailserver)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBJECT = Pattern.compile("(undeliver(able|ed)|delivery (status notification|has failed|failure|failed"
            + "|report|unsuccessful|problem|error)"
            + "|mail (delivery|system) (failed|failure|error)|failure notice|returned (mail|to sender)|mail could not be delivered"
            + "|message (undeliverable|delivery failure)"
            + "|could not (send|deliver) (message|mail)|nondeliverable|non recapitabile|unzustellbar|(nicht zustellbar"
            + "|zustellung fehlgeschlagen|konnte nicht zugestellt)"
            + "|non remis|non distribu|no entregado|address not found|warning: (message|could not send)|delivery (delayed|incomplete))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern BEGINNING = Pattern.compile("(this is the qmail-send program"
            + "|created automatically by mail delivery software|this is the mail system at host"
            + "|message from \\S+\\. ?\\n? ?unable to deliver|did not reach (some or all of )?the (intended|following) recipient"
            + "|delivery to the following recipients? (has )?failed"
            + "|the following addresses had (permanent|transient|delivery)|(could|can) ?not be delivered to (one or more of )?(its|the"
            + "|following)|was not delivered to"
            + "|your (message|e-?mail)[^.]{0,80} (could not|couldn't|wasn't able to) be delivered|wasn't delivered to"
            + "|unable to deliver (your|the) (message|mail)"
            + "|delivery of (your|the) (message|mail) failed|konnte(n)? nicht (an|zu|aus)\\S*[^.]{0,80}(zugestellt|geliefert)"
            + "|nicht zugestellt werden|sorry, (we were unable|i wasn't able)"
            + "|unable to deliver message to the following|user \\S+ \\(\\S+\\) not listed in|unknown user: )",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern DELAYED = Pattern.compile("(will (be )?(re)?tr(y|ied)|will continue to (try|be attempted)|still (trying"
            + "|being retried)|has not yet been delivered|(no|not any) action is required"
            + "|you do ?n[o']t need to (re-?send|do anything)|do not need to resend|this is (only )?a warning|warning message only"
            + "|delivery (has been |is )?delayed|wird weiter(hin)? versucht)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern GIVEN_UP = Pattern.compile("(permanent(ly)? (error|fail)|i've given up|giving up|gave up"
            + "|retry timeout exceeded|will not be retried|has failed|failed permanently|no more attempts)",
            Pattern.CASE_INSENSITIVE);
    /** Where the copy of our mail begins, which may hold any words. */
    private static final List<Pattern> COPY = List.of(
            Pattern.compile("(?im)^[- ]*(below this line is a copy|this is a copy of (the|your) message|original message (follows|header)"
                    + "|message header follows|unsent message below"
                    + "|a copy of the (original )?message|returned message follows|start of message|included message|originalnachricht"
                    + "|urspr\\S+ nachricht|message headers? follow|forwarded message)"),
            Pattern.compile("(?m)^(Return-Path|Received|X-Leadfluss-Message): "));
    private static final int LONGEST = 8_000;

    static Optional<OldBounce> read(IncomingMail mail) {
        String text = mail.text();
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        boolean machine = mail.header("Return-Path").strip().equals("<>") || MACHINE.matcher(mail.header("From")).find()
                || mail.has("X-Failed-Recipients");
        boolean begins = BEGINNING.matcher(head).find();
        boolean named = SUBJECT.matcher(mail.header("Subject")).find();
        // One sign may be chance, or an automatic answer; two are none.
        if (!(machine && (begins || named) || begins && named)) {
            return Optional.empty();
        }
        String words = beforeCopy(head);
        return Optional.of(new OldBounce(words, DELAYED.matcher(words).find() && !GIVEN_UP.matcher(words).find()
                && !mail.header("Subject").toLowerCase(Locale.ROOT).contains("failed")));
    }

    BounceRules.Judgement judge() {
        return delayed ? new BounceRules.Judgement(BounceClass.DELAYED, "", 0) : BounceRules.judge("", words);
    }

    private static String beforeCopy(String text) {
        int end = text.length();
        for (Pattern copy : COPY) {
            Matcher found = copy.matcher(text);
            // A copy in front of the words would leave none.
            if (found.find(Math.min(40, text.length())) && found.start() < end) {
                end = found.start();
            }
        }
        return text.substring(0, end);
    }
}
