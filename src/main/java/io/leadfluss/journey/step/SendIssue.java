package io.leadfluss.journey.step;

import io.leadfluss.mail.MailOrder;
import io.leadfluss.newsletter.IssueRun;
import io.leadfluss.newsletter.Variant;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends a newsletter issue: both variants to those who were drawn for the test, or the chosen one to all who have none yet. */
@Component("sendIssue")
class SendIssue implements JavaDelegate {

    private final IssueRun run;

    SendIssue(IssueRun run) {
        this.run = run;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long id = Steps.issue(execution);
        String part = Steps.required(execution, "part");
        Duration validFor = Steps.duration(execution, "validFor");
        UnaryOperator<MailOrder> timed = order -> SendMail.timed(execution, order);
        switch (part) {
            case "test" -> run.sendTest(id, validFor, timed);
            case "rest" -> run.sendRest(id, variant(execution), validFor, timed);
            default -> throw new IllegalStateException("part '" + part + "' is neither test nor rest");
        }
    }

    private static Variant variant(DelegateExecution execution) {
        String variant = Steps.optional(execution, "variant");
        return variant == null ? Variant.A : Variant.valueOf(variant);
    }
}
