package io.leadfluss.journey.step;

import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.digest.PoolAlarm;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Mails about a lead to the own staff. */
@Component
class StaffMail {

    private static final Duration OF_USE_FOR = Duration.ofDays(3);

    private final Assignments assignments;
    private final PoolAlarm alarm;
    private final Outbox outbox;
    private final Clock clock;

    StaffMail(Assignments assignments, PoolAlarm alarm, Outbox outbox, Clock clock) {
        this.assignments = assignments;
        this.alarm = alarm;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** To the rep in charge. What lies in the pool has none: then those who are responsible for it are alarmed, and nobody else hears of it. */
    void sendToRep(DelegateExecution execution) {
        String rep = assignments.rep(Steps.handover(execution).getId());
        sendOrAlarm(execution, rep == null ? List.of() : List.of(rep));
    }

    /** That a lead has waited too long; of what lies in the pool the alarm tells that too. */
    void sendOrAlarm(DelegateExecution execution, Collection<String> accounts) {
        String handover = Steps.handover(execution).getId();
        if (assignments.rep(handover) == null) {
            alarm.raise(handover);
        } else {
            accounts.forEach(account -> send(execution, account));
        }
    }

    /** The mailing named by the step's input parameter, with a link to the open task of this handover. */
    void send(DelegateExecution execution, String account) {
        String mailing = Steps.required(execution, "mailing");
        outbox.enqueue(MailOrder.toStaff("staff:" + Steps.run(execution) + ":" + mailing + ":" + account, Steps.lead(execution), account, mailing,
                Steps.handover(execution).getId(), clock.instant().plus(OF_USE_FOR)));
    }
}
