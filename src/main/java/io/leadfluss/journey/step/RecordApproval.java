package io.leadfluss.journey.step;

import io.leadfluss.newsletter.Issue;
import io.leadfluss.newsletter.Issues;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes over what was decided about a newsletter issue; its author cannot approve it. */
@Component("recordApproval")
class RecordApproval implements JavaDelegate {

    private final Issues issues;
    private final Clock clock;

    RecordApproval(Issues issues, Clock clock) {
        this.issues = issues;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long id = Steps.issue(execution);
        String note = Steps.take(execution, "note");
        if ("approve".equals(Steps.optional(execution, "decision"))) {
            issues.approve(id, Steps.actor(execution), note);
            Issue issue = issues.find(id).orElseThrow();
            Instant start = issue.startsAt() == null ? clock.instant() : issue.startsAt();
            execution.setVariable("startsAt", Date.from(start));
            execution.setVariable("abTest", issue.isTest());
            execution.setVariable("testTime", "PT" + Math.max(1, issue.testHours()) + "H");
        } else {
            issues.giveBack(id, Steps.actor(execution), note);
        }
    }
}
