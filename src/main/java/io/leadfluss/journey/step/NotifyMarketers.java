package io.leadfluss.journey.step;

import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import io.leadfluss.newsletter.Issue;
import io.leadfluss.newsletter.Issues;
import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails all marketers and administrators but the author of a newsletter issue that it waits for their decision. */
@Component("notifyMarketers")
class NotifyMarketers implements JavaDelegate {

    private static final Duration OF_USE_FOR = Duration.ofDays(3);

    private final Issues issues;
    private final Outbox outbox;
    private final Clock clock;

    NotifyMarketers(Issues issues, Outbox outbox, Clock clock) {
        this.issues = issues;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Issue issue = issues.find(Steps.issue(execution)).orElseThrow();
        issues.approvers(issue.author()).forEach(account -> outbox.enqueue(MailOrder.toStaff("staff:" + Steps.run(execution) + ":" + account, account,
                Steps.required(execution, "mailing"), "/app/newsletter/" + issue.id() + "/task", issue.title(), clock.instant().plus(OF_USE_FOR))));
    }
}
