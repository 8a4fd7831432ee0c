package io.leadfluss.journey.step;

import io.leadfluss.newsletter.IssueRun;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the report of a newsletter issue final, so that its figures stay when leads are erased. */
@Component("closeIssue")
class CloseIssue implements JavaDelegate {

    private final IssueRun run;

    CloseIssue(IssueRun run) {
        this.run = run;
    }

    @Override
    public void execute(DelegateExecution execution) {
        run.close(Steps.issue(execution));
    }
}
