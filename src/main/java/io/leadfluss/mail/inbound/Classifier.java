package io.leadfluss.mail.inbound;

import io.leadfluss.mail.inbound.BounceRules.Judgement;
import io.leadfluss.mail.inbound.IncomingMail.Section;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what a mail is. Knows nothing but the mail, so it can be asked about any. */
final class Classifier {

    static final Pattern UNSUBSCRIBE = Pattern.compile("^\\s*unsubscribe\\s+([A-Za-z0-9_-]{20,200})\\s*$", Pattern.CASE_INSENSITIVE);

    private Classifier() {
    }

    /** Reports come first, since servers mark them as automatic too; a person's words count only when nothing says that a machine wrote them. */
    static Judged judge(IncomingMail mail) {
        Optional<Section> feedback = mail.section("message/feedback-report");
        if (feedback.isPresent()) {
            FeedbackReport report = FeedbackReport.read(feedback.get().text());
            return Judged.of(report.isComplaint() ? Kind.COMPLAINT : Kind.AUTO, report.type());
        }
        Optional<Judged> bounce = report(mail).or(() -> OldBounce.read(mail).map(old -> bounce(old.judge(), old.words())));
        if (bounce.isPresent()) {
            return bounce.get();
        }
        if (UNSUBSCRIBE.matcher(mail.header("Subject")).matches()) {
            return Judged.of(Kind.UNSUBSCRIBE, "");
        }
        if (AutoReply.is(mail)) {
            return Judged.of(Kind.AUTO, mail.header("Subject"));
        }
        ReplyText reply = ReplyText.of(mail.text());
        return Judged.of(reply.asksToStop(mail.header("Subject")) ? Kind.STOP : Kind.REPLY, reply.own());
    }

    /** Empty when there is no report, or one that says nothing of any recipient. */
    private static Optional<Judged> report(IncomingMail mail) {
        return mail.section("message/delivery-status", "message/global-delivery-status")
                .flatMap(section -> DeliveryStatus.read(section.text()).recipients().stream()
                        .map(recipient -> bounce(recipient.judge(), recipient.diagnostic()))
                        .min(Comparator.comparing(Judged::bounce)))
                // A code that says nothing beside words that do: the human part knows more.
                .map(judged -> judged.words().isBlank() && judged.bounce() == BounceClass.SOFT && judged.status().endsWith(".0")
                        ? bounce(BounceRules.judge(judged.status(), mail.text()), mail.text()) : judged);
    }

    private static Judged bounce(Judgement judgement, String words) {
        return new Judged(Kind.BOUNCE, judgement.bounce(), judgement.status(), words);
    }
}
