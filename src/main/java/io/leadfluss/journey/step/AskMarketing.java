package io.leadfluss.journey.step;

import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Brings what the rep asked to marketing, which has a working day for the answer. */
@Component("askMarketing")
class AskMarketing implements JavaDelegate {

    private static final Duration TO_ANSWER = Duration.ofHours(8);

    private final Assignments assignments;
    private final Deadlines deadlines;
    private final StaffMail mail;

    AskMarketing(Assignments assignments, Deadlines deadlines, StaffMail mail) {
        this.assignments = assignments;
        this.deadlines = deadlines;
        this.mail = mail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DelegateExecution handover = Steps.handover(execution);
        Instant answerBy = deadlines.deadline(handover.getId(), TO_ANSWER);
        assignments.ask(handover.getId(), SalesStep.actor(handover), Steps.take(handover, "question"), answerBy).forEach(account -> mail.send(execution, account));
        execution.getProcessInstance().setVariable("answerBy", Date.from(answerBy));
    }
}
