package io.leadfluss.journey.step;

import io.leadfluss.consent.Purpose;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
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
    private final Clock clock;

    SendMail(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String validFor = Steps.optional(execution, "validFor");
        outbox.enqueue(MailOrder.advertising("mail:" + Steps.run(execution), Steps.lead(execution), Purpose.NEWSLETTER,
                Steps.required(execution, "mailing"), end(validFor == null ? USUALLY_VALID_FOR : validFor)).in(Steps.journey(execution)));
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
