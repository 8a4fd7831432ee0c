package io.leadfluss.journey.step;

import io.leadfluss.newsletter.IssueRun;
import io.leadfluss.newsletter.TestResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares the two variants of a newsletter issue: {@code variant} is the better one, {@code clear} whether that is more than chance. */
@Component("evaluateTest")
class EvaluateTest implements JavaDelegate {

    private final IssueRun run;

    EvaluateTest(IssueRun run) {
        this.run = run;
    }

    @Override
    public void execute(DelegateExecution execution) {
        TestResult result = run.evaluate(Steps.issue(execution), confidence(execution));
        execution.setVariable("variant", result.better().name());
        execution.setVariable("clear", result.clear());
    }

    private static double confidence(DelegateExecution execution) {
        String text = Steps.required(execution, "confidence");
        if (!text.matches("[5-9]\\d(\\.\\d+)?")) {
            throw new IllegalStateException("confidence '" + text + "' is not a percentage from 50 to 99.9, such as 95");
        }
        return Double.parseDouble(text) / 100;
    }
}
