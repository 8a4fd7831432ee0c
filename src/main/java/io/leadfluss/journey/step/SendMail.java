package io.leadfluss.journey.step;

import io.leadfluss.consent.Purpose;
import io.leadfluss.consent.Topics;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import io.leadfluss.mail.Priority;
import io.leadfluss.mail.policy.Timing;
import io.leadfluss.mail.sender.SenderProfile;
import io.leadfluss.mail.sender.SenderProfiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends a mailing to the lead, once and only if it may be sent; the journey goes on at once. */
@Component("sendMail")
class SendMail implements JavaDelegate {

    private static final String USUALLY_VALID_FOR = "P3D";

    private final Outbox outbox;
    private final Topics topics;
    private final SenderProfiles senders;
    private final Clock clock;

    SendMail(Outbox outbox, Topics topics, SenderProfiles senders, Clock clock) {
        this.outbox = outbox;
        this.topics = topics;
        this.senders = senders;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String validFor = Steps.optional(execution, "validFor");
        outbox.enqueue(timed(execution, order(execution, end(validFor == null ? USUALLY_VALID_FOR : validFor)).in(Steps.journey(execution))
                .about(topic(execution), Steps.optional(execution, "productGroup")).from(sender(execution))));
    }

    private String topic(DelegateExecution execution) {
        String topic = Steps.optional(execution, "topic");
        if (topic != null && !topics.keys().contains(topic)) {
            throw new IllegalStateException(
                    "There is no topic '" + topic + "': use one of " + topics.keys() + " or add it to leadfluss.consent.topics");
        }
        return topic;
    }

    private String sender(DelegateExecution execution) {
        String sender = Steps.optional(execution, "sender");
        if (sender != null && senders.named(sender).isEmpty()) {
            throw new IllegalStateException("There is no sender '" + sender + "': use one of "
                    + senders.all().stream().map(SenderProfile::name).toList() + " or add it to leadfluss.mail.senders");
        }
        return sender;
    }

    private static MailOrder order(DelegateExecution execution, Instant end) {
        String key = "mail:" + Steps.run(execution);
        long lead = Steps.lead(execution);
        String mailing = Steps.required(execution, "mailing");
        String kind = Steps.optional(execution, "kind");
        return switch (kind == null ? "advertising" : kind) {
            case "advertising" -> MailOrder.advertising(key, lead, Purpose.NEWSLETTER, mailing, end);
            case "business" -> MailOrder.transactional(key, lead, mailing, null, end);
            default -> throw new IllegalStateException("'" + kind + "' is no kind of mail: it is 'advertising' or 'business'");
        };
    }

    /** With what the step's inputs say about when it should go. */
    static MailOrder timed(DelegateExecution execution, MailOrder order) {
        String priority = Steps.optional(execution, "priority");
        try {
            return order.timed(Timing.parse(Steps.optional(execution, "window"), Steps.optional(execution, "bestHour")))
                    .with(priority == null ? Priority.NORMAL : Priority.parse(priority));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Step " + execution.getCurrentActivityId() + ": " + e.getMessage(), e);
        }
    }

    private Instant end(String validFor) {
        try {
            return validFor.contains("T") ? clock.instant().plus(Duration.parse(validFor))
                    : clock.instant().atZone(ZoneOffset.UTC).plus(Period.parse(validFor)).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("validFor '" + validFor + "' is not a duration: write it like P3D or PT12H", e);
        }
    }
}
