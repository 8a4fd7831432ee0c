package io.leadfluss.journey.step;

import io.leadfluss.newsletter.ContentChanged;
import io.leadfluss.newsletter.IssueRun;
import io.leadfluss.newsletter.Issues;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds who gets a newsletter issue, once. A mailing that was changed since it was approved needs another approval: error {@code ContentChanged}. */
@Component("fixRecipients")
class FixRecipients implements JavaDelegate {

    private final IssueRun run;
    private final Issues issues;

    FixRecipients(IssueRun run, Issues issues) {
        this.run = run;
        this.issues = issues;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long id = Steps.issue(execution);
        try {
            run.fixRecipients(id);
        } catch (ContentChanged e) {
            issues.reviewAgain(id);
            throw new BpmnError(ContentChanged.class.getSimpleName(), e.getMessage());
        }
    }
}
