package io.leadfluss.journey.step;

import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Mails about a lead to the own staff. */
@Component
class StaffMail {

    private static final Duration OF_USE_FOR = Duration.ofDays(3);

    private final Outbox outbox;
    private final Clock clock;

    StaffMail(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The mailing named by the step's input parameter, with a link to the open task of this handover. */
    void send(DelegateExecution execution, String account) {
        send(execution, account, Steps.required(execution, "mailing"));
    }

    void send(DelegateExecution execution, String account, String mailing) {
        outbox.enqueue(MailOrder.toStaff("staff:" + Steps.run(execution) + ":" + mailing + ":" + account, Steps.lead(execution), account, mailing,
                Steps.handover(execution).getId(), clock.instant().plus(OF_USE_FOR)));
    }
}
