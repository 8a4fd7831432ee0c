package io.leadfluss.journey.step;

import io.leadfluss.handover.Route;
import io.leadfluss.newsletter.Issues;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.identity.Authentication;

/** What all steps ask of the execution they run in. */
final class Steps {

    private Steps() {
    }

    /** The lead that the journey belongs to: its number is the business key. */
    static long lead(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("Step " + execution.getCurrentActivityId() + " needs a lead: the business key of "
                    + execution.getProcessInstanceId() + " is " + key + ", it must be a lead's number", e);
        }
    }

    /** The process that handed the lead over: this one, or the one that called it. */
    static DelegateExecution handover(DelegateExecution execution) {
        DelegateExecution process = execution.getProcessInstance();
        while (process.getSuperExecution() != null) {
            process = process.getSuperExecution().getProcessInstance();
        }
        return process;
    }

    /** Keeps what the tasks and deadlines that follow need. */
    static void follow(DelegateExecution execution, Route route) {
        DelegateExecution process = handover(execution);
        process.setVariable("team", route.team());
        process.setVariable("rep", route.rep());
        route.deadlines().forEach((name, at) -> process.setVariable(name, Date.from(at)));
    }

    /** The newsletter issue that the process is about: {@code issue-17} as business key stands for number 17. */
    static long issue(DelegateExecution execution) {
        return Issues.fromKey(execution.getProcessBusinessKey()).orElseThrow(() -> new IllegalStateException("Step " + execution.getCurrentActivityId()
                + " needs a newsletter issue: the business key of " + execution.getProcessInstanceId() + " is " + execution.getProcessBusinessKey()
                + ", it must be like issue-17"));
    }

    /** Who completed the task just before; null when a program did. */
    static String actor(DelegateExecution execution) {
        Authentication authentication = execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        return authentication == null ? null : authentication.getUserId();
    }

    /** A time such as P3D or PT12H from an input parameter. */
    static Duration duration(DelegateExecution execution, String name) {
        String text = required(execution, name);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(name + " '" + text + "' is not a duration: write it like P3D or PT12H", e);
        }
    }

    /** An input parameter or variable that the step cannot do without. */
    static String required(DelegateExecution execution, String name) {
        String value = optional(execution, name);
        if (value == null) {
            throw new IllegalStateException("Step " + execution.getCurrentActivityId() + " of "
                    + execution.getProcessDefinitionId() + " needs '" + name + "': set it in the properties panel");
        }
        return value;
    }

    /** Null when not given or blank. */
    static String optional(DelegateExecution execution, String name) {
        Object value = execution.getVariable(name);
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }

    /** Reads what a person typed into a task's form, and takes it out of the engine, since it may be personal. */
    static String take(DelegateExecution execution, String name) {
        String value = optional(execution, name);
        execution.removeVariable(name);
        return value;
    }

    /** Unique for this run of this step: a retry after a rollback may use it again, a loop gets a new one. */
    static String run(DelegateExecution execution) {
        return execution.getProcessInstanceId() + ":" + execution.getActivityInstanceId();
    }

    /** The name of the process's file. */
    static String journey(DelegateExecution execution) {
        return execution.getProcessEngineServices().getRepositoryService().getProcessDefinition(execution.getProcessDefinitionId()).getKey();
    }
}
